/** Marks a drag of selected photos within the page; which ones is in the store's selection. */
export const photoDragType = 'application/x-headstart-photos';

/** What hangs over a class: photos of the page, files from outside, or neither. */
export function dragged(transfer: DataTransfer): 'photos' | 'files' | null {
  if (transfer.types.includes(photoDragType)) return 'photos';
  return transfer.types.includes('Files') ? 'files' : null;
}
