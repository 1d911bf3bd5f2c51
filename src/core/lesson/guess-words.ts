import { wilsonInterval } from '../evaluation/wilson.ts';
import { intervalWords, percentNumber, percentWords } from '../evaluation/words.ts';
import type { Run } from '../training/run.ts';

/**
 * What was guessed of a run beside what came of it; null where there is no guess, or no validation photo to judge it by.
 * @returns to go on after 'You guessed': '80 %. It got 93 % right (88 to 96 %): 13 points more.'
 */
export function guessedWords({ guess, validation }: Pick<Run, 'guess' | 'validation'>): string | null {
  if (guess === null || validation === null || validation.total === 0) return null;
  const { correct: right, total } = validation;
  const share = right / total;
  const { low, high } = wilsonInterval(right, total);
  const result = `${percentWords(guess)}. It got ${percentWords(share)} right (${intervalWords(right, total)})`;
  if (guess >= low && guess <= high)
    return `${result}: the guess is within what so few photos can tell apart.`;
  const points = percentNumber(Math.abs(share - guess));
  return `${result}: ${points} point${points === '1' ? '' : 's'} ${share > guess ? 'more' : 'less'}.`;
}
