/** '175 kB', '1.1 MB', '30 MB', '5.1 GB': decimal, two digits from a megabyte on. */
export function bytesWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)}\u00a0kB`;
  return bytes < 1e9 ? `${short(bytes / 1e6)}\u00a0MB` : `${short(bytes / 1e9)}\u00a0GB`;
}

const short = (value: number): string => String(Number(value.toPrecision(2)));
