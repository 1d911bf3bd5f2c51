import { expect, test } from 'vitest';
import { guessedWords } from './guess-words.ts';

/** What a run says of 100 photos of the first class. */
const judged = (right: number) => ({ split: 'validation', loss: 0, total: 100, correct: right }) as const;

// Wilson's interval of 93 of 100 is 86 to 97 % (statsmodels, proportion_confint(93, 100, method='wilson')).
test('a guess below, above and within', () => {
  const words = (guess: number) => guessedWords({ guess, validation: judged(93) });
  expect(words(0.8)).toBe('80\u00a0%. It got 93\u00a0% right (86 to 97\u00a0%): 13 points more.');
  expect(words(0.99)).toBe('99\u00a0%. It got 93\u00a0% right (86 to 97\u00a0%): 6 points less.');
  expect(words(0.9)).toContain('the guess is within what so few photos can tell apart');
});

test('without a guess, or without validation photos, there is nothing to say', () => {
  expect(guessedWords({ guess: null, validation: judged(93) })).toBeNull();
  expect(guessedWords({ guess: 0.8, validation: null })).toBeNull();
  expect(guessedWords({ guess: 0.8, validation: { ...judged(0), total: 0 } })).toBeNull();
});
