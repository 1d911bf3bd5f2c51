/** Opens the browser's file picker for one file. Must be called from a click or key press. */
export function pickFile(accept: string, take: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => input.files?.[0] && take(input.files[0]), { once: true });
  input.click();
}
