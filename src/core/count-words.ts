/**
 * A whole number with English commas: 1234.4 → '1,234'. Not with `Intl.NumberFormat`, of which the first one of a page
 * takes Chromium 20 to 65 ms.
 */
export function countWords(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** '1 photo', '1,234 photos'. */
export function photoWords(count: number): string {
  return `${countWords(count)} photo${count === 1 ? '' : 's'}`;
}
