/** '640 MB', '1.2 GB': decimal, at least a megabyte. */
export function sizeWords(bytes: number): string {
  const megabytes = Math.max(1, Math.round(bytes / 1e6));
  return megabytes < 1000 ? `${megabytes}\u00a0MB` : `${(bytes / 1e9).toFixed(1)}\u00a0GB`;
}
