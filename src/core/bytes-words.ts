/** '175 kB', '1.1 MB', '30 MB', '5.1 GB': decimal, two digits from a megabyte on. */
export function bytesWords(bytes: number): string {
  // By the rounded number: 999,600 bytes are a megabyte.
  const kilobytes = Math.max(bytes > 0 ? 1 : 0, Math.round(bytes / 1e3));
  if (kilobytes < 1000) return `${kilobytes}\u00a0kB`;
  const megabytes = short(bytes / 1e6);
  return megabytes < 1000 ? `${megabytes}\u00a0MB` : `${short(bytes / 1e9)}\u00a0GB`;
}

const short = (value: number): number => Number(value.toPrecision(2));
