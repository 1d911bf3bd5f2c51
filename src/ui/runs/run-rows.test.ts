import { expect, it } from 'vitest';
import { noAugmentation } from '../../core/augmentation/augmentation.ts';
import { versionOf } from '../../core/dataset/version.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import { defaultRecipe, type Recipe } from '../../core/training/recipe.ts';
import { noTiming, plainRun, type Run } from '../../core/training/run.ts';
import { dataChangeWords, runBefore } from './data-words.ts';
import { type ColumnKey, rowOf, type Sorting, shortList, sortRows } from './run-rows.ts';
import { recipeLine, settingDifferences, settingsOf } from './run-settings.ts';

const cards = [
  { id: 'mobilenet-v3', name: 'MobileNetV3' },
  { id: 'resnet-50', name: 'ResNet-50' },
];
const run = (number: number, change: Partial<Run> = {}): Run => ({
  ...plainRun,
  id: String(number),
  number,
  createdAt: 1000 * number,
  recipe: defaultRecipe,
  classes: [],
  backend: 'wasm',
  counts: { train: 8, validation: 2, test: 1 },
  history: [],
  kept: 0,
  validation: null,
  timing: noTiming,
  ...change,
});
const judged = (correct: number, total: number): EvaluationSummary => ({
  split: 'validation',
  loss: 0,
  total,
  correct,
});
const sorted = (runs: readonly Run[], key: ColumnKey, direction: Sorting['direction']) =>
  sortRows(
    runs.map((one) => rowOf(one, cards)),
    { key, direction },
  ).map(({ run: { number } }) => number);

it('sorts numbers and words, counts in names as numbers', () => {
  const runs = [run(10), run(9), run(2, { name: 'alpha', createdAt: 99_000 })];
  expect(sorted(runs, 'name', 'ascending')).toEqual([2, 9, 10]);
  expect(sorted(runs, 'name', 'descending')).toEqual([10, 9, 2]);
  expect(sorted(runs, 'createdAt', 'descending')).toEqual([2, 10, 9]);
});

it('has what has no value last, either way, and equal ones newest first', () => {
  const runs = [run(1, { validation: judged(3, 4) }), run(2), run(3, { validation: judged(1, 4) }), run(4)];
  expect(sorted(runs, 'validation', 'ascending')).toEqual([3, 1, 4, 2]);
  expect(sorted(runs, 'validation', 'descending')).toEqual([1, 3, 4, 2]);
  expect(sorted(runs, 'test', 'descending')).toEqual([4, 3, 2, 1]);
  const starred = [run(1, { starred: true }), run(2), run(3, { starred: true })];
  expect(sorted(starred, 'starred', 'descending')).toEqual([3, 1, 2]);
  const noted = [run(1, { note: '  ' }), run(2, { note: 'b' }), run(3, { note: 'a' })];
  expect(sorted(noted, 'note', 'ascending')).toEqual([3, 2, 1]);
});

it('shows the newest, the starred and the chosen run', () => {
  const runs = [5, 4, 3, 2, 1].map((number) => run(number, { starred: number === 2 }));
  expect(shortList(runs, '1', 2).map(({ number }) => number)).toEqual([5, 4, 2, 1]);
  expect(shortList(runs, null, 2).map(({ number }) => number)).toEqual([5, 4, 2]);
});

const lines = (change: Partial<Recipe>) => settingsOf({ ...defaultRecipe, ...change }, cards);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('tells a recipe by what is not the default, apart from what has its own column', () => {
  expect(recipeLine(lines({}))).toBe('the defaults');
  expect(recipeLine(lines({ epochs: 3, backbone: 'resnet-50' }))).toBe('the defaults');
  // Of a head that is solved the rate says nothing.
  expect(recipeLine(lines({ learningRate: 0.01 }))).toBe('the defaults');
  const steps = lines({ optimizer: 'adamw', learningRate: 0.01, head: { kind: 'linear', dropout: 0.2 } });
  expect(plain(recipeLine(steps))).toContain('dropout 20 %, optimizer AdamW');
  expect(plain(recipeLine(steps))).toContain('learning rate 0.01');
});

it('tells in what recipes differ', () => {
  const rotation = { ...noAugmentation, rotation: { on: true, degrees: 15 } };
  expect(settingDifferences([lines({}), lines({})])).toEqual([]);
  expect(
    settingDifferences([lines({ backbone: 'resnet-50' }), lines({ augmentation: rotation }), lines({})]),
  ).toEqual([
    { label: 'Backbone', values: ['ResNet-50', 'MobileNetV3', 'MobileNetV3'] },
    { label: 'Rotation', values: ['off', 'up to 15° either way', 'off'] },
  ]);
  const sgd = settingDifferences([lines({ optimizer: 'sgd' }), lines({ optimizer: 'adamw' })]);
  expect(sgd.map(({ values }) => values)).toEqual([
    ['SGD', 'AdamW'],
    ['0.9', '–'],
  ]);
});

it('counts epochs, and no iterations of a head that was solved', () => {
  const epoch = { epoch: 1, rate: 1, milliseconds: 1, loss: 1, accuracy: 1 };
  const unjudged = { validationLoss: null, validationAccuracy: null };
  const history = [0, 0, 1].map((phase) => ({ ...epoch, ...unjudged, phase }));
  const stages = [{ blocks: 1, epochs: 3, learningRate: 0.001 }];
  const fineTuning = { ...defaultRecipe.fineTuning, stages };
  const epochs = (recipe: Partial<Recipe>) => {
    const row = rowOf(run(1, { history, recipe: { ...defaultRecipe, ...recipe } }), cards);
    return [row.epochs, row.planned];
  };
  expect(epochs({})).toEqual([null, 0]);
  expect(epochs({ fineTuning })).toEqual([1, 3]);
  expect(epochs({ optimizer: 'sgd', epochs: 2, fineTuning })).toEqual([3, 5]);
});

it('finds the run before, and says what became of the data since', () => {
  const runs = [run(7), run(4, { name: 'wide' }), run(2)];
  const [latest, wide, first] = runs;
  if (!(latest && wide && first)) throw new Error('There are three runs.');
  expect(runBefore(runs, latest)).toBe(wide);
  expect(runBefore(runs, first)).toBeUndefined();
  expect(dataChangeWords(wide, latest)).toBe(
    'Since “wide”: unknown, one of the two runs is of an earlier version.',
  );
  const data = versionOf([], []);
  expect(dataChangeWords({ ...first, data }, { ...wide, data })).toBe(
    'Since Run 2: the same photos with the same labels and splits.',
  );
});
