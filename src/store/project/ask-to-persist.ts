/** Asks the browser not to clear what the page keeps. Where it keeps nothing there is nothing to ask, which is told elsewhere. */
export async function askToPersist(): Promise<void> {
  await navigator.storage?.persist().catch(() => false);
}
