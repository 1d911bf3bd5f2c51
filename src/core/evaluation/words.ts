import { countWords } from '../count-words.ts';
import { wilsonInterval } from './wilson.ts';

/** Keeps a number and its unit on one line. */
const nbsp = '\u00a0';

/**
 * A share (0…1) in per cent without the sign: 0.9625 → '96'. `digits` decimals, and as many more (up to three)
 * as it takes not to call it 0 or 100 where it is neither.
 */
export function percentNumber(share: number, digits = 0): string {
  const percent = share * 100;
  const text = percent.toFixed(digits);
  const rounded = Number(text);
  const overstated = (rounded === 0 && share > 0) || (rounded === 100 && share < 1);
  return overstated && digits < 3 ? percentNumber(share, digits + 1) : text;
}

/** A share (0…1) as '96 %'. */
export function percentWords(share: number, digits = 0): string {
  return `${percentNumber(share, digits)}${nbsp}%`;
}

/** '93 to 98 %': the 95 % interval of `correct` in `total`, with enough decimals to tell its ends apart. */
export function intervalWords(correct: number, total: number): string {
  const { low, high } = wilsonInterval(correct, total);
  const digits = high - low < 0.02 ? (high - low < 0.002 ? 2 : 1) : 0;
  return `${percentNumber(low, digits)} to ${percentWords(high, digits)}`;
}

/**
 * The result in plain words: '231 of 240 right: 96 %, and with this few photos anything from 93 to 98 %'.
 * Without a full stop. The interval is Wilson's at 95 %.
 */
export function accuracyWords(correct: number, total: number): string {
  if (total === 0) return 'No photos to judge by';
  const { low, high } = wilsonInterval(correct, total);
  const narrow = high - low < 0.02;
  const right = `${countWords(correct)} of ${countWords(total)} right: ${percentWords(correct / total, narrow ? 1 : 0)}`;
  const range = intervalWords(correct, total);
  return narrow
    ? `${right}, and with this many photos most likely ${range}`
    : `${right}, and with this few photos anything from ${range}`;
}

/** What photos are called on which a training is watched: those that it left out in turn, or that were held out for it. */
export type Unseen = 'left out' | 'validation';

export const unseenBy = ({ folds }: { readonly folds: number | null }): Unseen =>
  folds === null ? 'validation' : 'left out';

/** The same before a noun, as a title begins: 'Left-out', 'Validation'. */
export const unseenTitle = (unseen: Unseen): string => (unseen === 'left out' ? 'Left-out' : 'Validation');
