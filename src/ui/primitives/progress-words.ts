import { countWords } from '../../core/count-words.ts';
/** '1,204 of 9,830 photos', or '1,204 photos' while the total isn't known. */
export function amountWords(done: number, total: number | null, unit: string): string {
  return total === null
    ? `${countWords(done)} ${unit}`
    : `${countWords(done)} of ${countWords(total)} ${unit}`;
}

/** Two significant digits: '74 a second', '2.3 a second'. */
export function rateWords(rate: number): string {
  return `${rate >= 10 ? countWords(rate) : rate.toFixed(1)} a second`;
}

/** Seconds as a person says them, rounded so that they don't flicker: '8 s left', '50 s left', '3 min left', '2 h left'. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.ceil(seconds))} s left`;
  if (seconds < 90) return `${Math.ceil(seconds / 5) * 5} s left`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min left`;
  return `${Math.ceil(seconds / 3600)} h left`;
}
