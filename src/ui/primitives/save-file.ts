/** Saves something that the page has made itself as a file: a download of the browser's. */
export function saveFile(name: string, type: string, parts: readonly BlobPart[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type }));
  link.download = name;
  link.click();
  // The download has begun by then; the browser holds what it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
