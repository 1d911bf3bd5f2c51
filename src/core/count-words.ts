/**
 * A whole number with English commas: 1234.4 → '1,234'. Not with `Intl.NumberFormat`, of which the first one of a page
 * takes Chromium 20 to 65 ms.
 */
export function countWords(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A number as prose has it: 'seven', '12'. */
export const numberWords = (count: number): string => small[count] ?? countWords(count);

/** '1 photo', '1,234 photos'. */
export function photoWords(count: number): string {
  return `${countWords(count)} photo${count === 1 ? '' : 's'}`;
}
