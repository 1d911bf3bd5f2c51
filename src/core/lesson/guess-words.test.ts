import { expect, test } from 'vitest';
import { guessWords } from './guess-words.ts';

// Wilson's interval of 93 of 100 is 86 to 97 % (statsmodels, proportion_confint(93, 100, method='wilson')).
test('a guess below, above and within', () => {
  expect(guessWords(0.8, 93, 100)).toBe(
    'You guessed 80\u00a0%. It got 93\u00a0% right (86 to 97\u00a0%): 13 points more.',
  );
  expect(guessWords(0.99, 93, 100)).toBe(
    'You guessed 99\u00a0%. It got 93\u00a0% right (86 to 97\u00a0%): 6 points less.',
  );
  expect(guessWords(0.9, 93, 100)).toContain('your guess is within what so few photos can tell apart');
});
