/** Whether the page works without a network, and what of it. */
export default function OfflineStatus() {
  return null;
}
