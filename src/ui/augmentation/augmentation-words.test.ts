import { expect, test } from 'vitest';
import { viewCostWords, viewUseWords } from './augmentation-words.ts';

test.each([
  [4, true, '4 views: extraction takes five times as long.'],
  [1, true, '1 view: extraction takes twice as long.'],
  [16, true, '16 views: extraction takes 17 times as long.'],
  [0, true, '0 views: nothing is varied, training sees the photos alone.'],
  [4, false, 'Nothing is varied now, so none are made.'],
])('the cost of %i views', (views, varied, words) => {
  expect(viewCostWords(views, varied)).toBe(words);
});

test.each([
  [4, true, 'Training uses the first 4, framed, and the photo itself; more views would add the others.'],
  [1, true, 'Training uses the first one, framed, and the photo itself; more views would add the others.'],
  [12, true, 'Training uses all of them and the photo itself.'],
  [20, true, 'Training uses all of them, more of the kind, and the photo itself.'],
  [0, true, 'Training uses none of them: the number of views is 0.'],
  [4, false, 'Nothing is varied: each view is the photo itself, as the backbone gets it.'],
])('which of twelve views training uses, of %i', (views, varied, words) => {
  expect(viewUseWords(views, 12, varied)).toBe(words);
});
