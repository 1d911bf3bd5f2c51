/**
 * Opens the browser's file picker, for files or for a whole folder. Must be called from a click or key press.
 * @param accept kinds of files that it offers
 */
export function pickFiles(
  what: 'files' | 'folder',
  take: (files: FileList) => void,
  accept = 'image/*,.zip,.tar,.tgz,.gz,.csv,.tsv,.json,.jsonl,.html',
): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (what === 'folder') input.webkitdirectory = true;
  else input.accept = accept;
  input.addEventListener('change', () => input.files && take(input.files), { once: true });
  input.click();
}
