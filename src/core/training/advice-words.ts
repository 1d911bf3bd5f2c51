/** Two significant digits: 0.93, 0.003. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(2)));

/** 'about 20 seconds', 'about 12 minutes' for milliseconds. */
export function timeWords(milliseconds: number): string {
  const exact = milliseconds / 1000;
  const seconds = exact < 20 ? Math.max(1, Math.round(exact)) : 5 * Math.round(exact / 5);
  if (seconds < 90) return `about ${seconds} second${seconds === 1 ? '' : 's'}`;
  return `about ${Math.round(seconds / 60)} minutes`;
}
