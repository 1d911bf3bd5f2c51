import { expect, test } from 'vitest';
import { meansOf, type PanelResult } from './figures.ts';
import { tableOf } from './table.ts';

const result = (set: string, backbone: string, correct: number): PanelResult => ({
  set,
  backbone,
  recipe: backbone === 'large' ? 'deep' : null,
  read: ['middle', 'late'],
  crossValidated: backbone === 'large' ? null : 0.9,
  test: { accuracy: correct / 10, balanced: 0.5, correct, total: 10 },
  milliseconds: 1234.5,
});

test('sets by backbones and recipes, their means, how each came about, and what failed', () => {
  const results = [result('birds', 'tiny', 8), result('leaves', 'tiny', 9), result('leaves', 'large', 10)];
  const failures = [{ set: 'birds', backbone: 'large', recipe: 'deep', words: 'the page says: No.' }];
  expect(tableOf({ results, means: meansOf(results), failures }).split('\n')).toEqual([
    'Test photos right (mean recall of the classes)',
    '        tiny           large, deep',
    'birds   80.0 % (50.0)  failed',
    'leaves  90.0 % (50.0)  100.0 % (50.0)',
    'mean    85.0 % (50.0)  100.0 % (50.0), of 1 alone',
    '',
    '                     reads          in folds  test      choosing and solving',
    'birds   tiny         middle + late  90.0 %    8 of 10   1,235 ms',
    'leaves  tiny         middle + late  90.0 %    9 of 10   1,235 ms',
    'leaves  large, deep  middle + late  –         10 of 10  1,235 ms',
    'FAILED birds, large, deep: the page says: No.',
  ]);
});
