import { wilsonInterval } from '../evaluation/wilson.ts';
import { intervalWords, percentNumber, percentWords } from '../evaluation/words.ts';

/**
 * A guess beside what came of it: 'You guessed 80 %. It got 93 % right (88 to 96 %): 13 points more.'
 * @param guess 0…1
 * @param right photos of `total`, which is one at least
 */
export function guessWords(guess: number, right: number, total: number): string {
  const share = right / total;
  const { low, high } = wilsonInterval(right, total);
  const result = `You guessed ${percentWords(guess)}. It got ${percentWords(share)} right (${intervalWords(right, total)})`;
  const points = percentNumber(Math.abs(share - guess));
  if (guess >= low && guess <= high)
    return `${result}: your guess is within what so few photos can tell apart.`;
  return `${result}: ${points} point${points === '1' ? '' : 's'} ${share > guess ? 'more' : 'less'}.`;
}
