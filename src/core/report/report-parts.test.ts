import { expect, it } from 'vitest';
import { exampleInput } from '../../../test-support/core/report/example.ts';
import { reportOf } from '../../../test-support/core/report/read-report.ts';
import { defaultRecipe, type Recipe } from '../training/recipe.ts';
import type { Run } from '../training/run.ts';
import { noAnswers, withAnswers } from '../training/run.ts';
import { MOST_MISTAKES, worstMistakes } from './mistakes.ts';
import type { Block, Report } from './report.ts';
import { settingRows } from './settings.ts';

const input = exampleInput(['cat', 'dog', 'bird', 'fish', 'horse']);

const tables = ({ sections }: Report) =>
  sections.flatMap(({ blocks }): readonly Block[] => blocks).filter((block) => block.kind === 'table');

it('says of each split that was judged how many are right', () => {
  const { scores } = reportOf(input);
  expect(scores.map(({ split }) => split)).toEqual(['test', 'validation']);
  for (const { split, accuracy, interval, words } of scores) {
    const predictions = input.run.answers[split === 'test' ? split : 'validation']?.predictions ?? [];
    const right = predictions.filter(({ label, predicted }) => label === predicted).length;
    expect(accuracy).toBe(right / predictions.length);
    expect(words).toContain(`${right} of ${predictions.length} right`);
    expect(interval.low).toBeLessThan(accuracy);
  }
});

it('says by whom the validation photos were judged, and whether anything was chosen by them', () => {
  const about = (change: Partial<Run>) =>
    reportOf({ ...input, run: { ...input.run, ...change } }).scores.find(
      ({ split }) => split === 'validation' || split === 'left-out',
    )?.about;
  const stages = [{ blocks: 1, epochs: 2, learningRate: 1e-4 }];
  const stepped: Recipe = { ...defaultRecipe, optimizer: 'adamw' };
  const tuned: Recipe = { ...defaultRecipe, fineTuning: { ...defaultRecipe.fineTuning, stages } };
  expect(about({ recipe: stepped })).toContain('flatters a little');
  expect(about({ recipe: tuned })).toContain('flatters a little');
  expect(about({ recipe: defaultRecipe })).toContain('not chosen by them');
  expect(about({ folds: 5 })).toMatch(/left out in turn, in 5 parts: .* has learned from all of them\.$/);
  expect(about({ measuredBy: 'run-1' })).toContain('by an earlier run');
});

it('does not say of a head that was solved that one of its iterations was kept', () => {
  const said = (recipe: Recipe) => JSON.stringify(reportOf({ ...input, run: { ...input.run, recipe } }));
  const iterations = `solved in ${input.run.history.length} iterations`;
  expect(said(defaultRecipe)).toContain(iterations);
  expect(said({ ...defaultRecipe, optimizer: 'adamw' })).not.toContain(iterations);
});

it('has no test result while the envelope is closed', () => {
  const closed = reportOf({
    ...input,
    run: withAnswers({ ...input.run, testOpened: 0 }, { ...input.run.answers, test: null }),
  });
  expect(closed.scores.map(({ split }) => split)).toEqual(['validation']);
  expect(JSON.stringify(closed)).toContain('has not been opened');
  expect(JSON.stringify(closed)).not.toContain('"split":"test"');
});

it('tells what was guessed beside what came of it, where there was a guess', () => {
  const guessing = reportOf({ ...input, run: { ...input.run, guess: 0.9 } });
  expect(JSON.stringify(guessing)).toContain('Guessed before the training, of photos new to it: 90');
  expect(JSON.stringify(reportOf(input))).not.toContain('Guessed');
});

it('says of a run that judged in folds that none of its photos were held out', () => {
  const folded = reportOf({ ...input, run: { ...input.run, folds: 5 } });
  expect(folded.scores.map(({ split, about }) => [split, about])).toEqual([
    ['test', expect.stringContaining('On test photos')],
    ['left-out', expect.stringContaining('each was judged by a model that had not seen it')],
  ]);
  expect(JSON.stringify(folded.sections.slice(0, 4))).not.toMatch(/validation (photos|set)/);
  // The curves and their numbers too.
  expect(JSON.stringify(folded.sections)).not.toMatch(/Validation (accuracy|loss)/);
  expect(JSON.stringify(folded.sections)).toContain('Left-out accuracy');
});

it('counts the photos of each class in each split', () => {
  const [counts] = tables(reportOf(input));
  expect(counts?.rows.map(({ cells }) => cells)).toEqual([
    ...input.run.classes.map(({ name }) => [name, '0', '2', '1', '3']),
    ['All', '0', '10', '5', '15'],
  ]);
});

it('can be made of a run that nobody validated, with photos that are gone', () => {
  const bare = { ...input.run, testOpened: 0, data: null, history: [], kept: 0 };
  const run = withAnswers(bare, noAnswers);
  expect(reportOf({ ...input, run, cards: [] }).scores).toEqual([]);
  const gone = { ...input, dataset: { ...input.dataset, samples: [] }, pictures: new Map<string, string>() };
  expect(JSON.stringify(reportOf(gone))).toContain('"file":""');
});

it('shows the surest mistakes first', () => {
  const worst = worstMistakes(input.run);
  const all = [input.run.answers.validation, input.run.answers.test].flatMap(
    (evaluation) => evaluation?.predictions ?? [],
  );
  expect(worst).toHaveLength(all.filter(({ label, predicted }) => label !== predicted).length);
  expect(worst.map(({ probability }) => probability)).toEqual(
    worst.map(({ probability }) => probability).sort((a, b) => b - a),
  );
  expect(worstMistakes(input.run, 2)).toEqual(worst.slice(0, 2));
  expect(MOST_MISTAKES).toBe(24);
});

const changes: { readonly [K in keyof Recipe]: Recipe[K] } = {
  backbone: 'resnet-50',
  read: ['11', '12'],
  head: { kind: 'hidden', units: 64, dropout: 0.2 },
  optimizer: 'sgd',
  penalty: 0.3,
  judging: 'split',
  momentum: 0.5,
  learningRate: 1e-7,
  weightDecay: 0.3,
  schedule: { kind: 'one-cycle', peak: 0.25 },
  batchSize: 16,
  epochs: 33,
  labelSmoothing: 0,
  mixup: 0.4,
  classWeights: 'balanced',
  clipNorm: 2,
  patience: 5,
  augmentation: { ...defaultRecipe.augmentation, hue: { on: true, degrees: 12 } },
  views: 7,
  fineTuning: { ...defaultRecipe.fineTuning, stages: [{ blocks: 2, epochs: 3, learningRate: 1e-4 }] },
  seed: 9,
};

/** What shows only where a head learns step by step, and what does so. Momentum is SGD's alone. */
const ofSteps: { readonly [K in keyof Recipe]?: Recipe['optimizer'] } = {
  momentum: 'sgd',
  learningRate: 'adamw',
  weightDecay: 'adamw',
  schedule: 'adamw',
  batchSize: 'adamw',
  epochs: 'adamw',
  labelSmoothing: 'adamw',
  mixup: 'adamw',
  clipNorm: 'adamw',
  patience: 'adamw',
};

it.each(Object.keys(changes) as (keyof Recipe)[])('marks a changed %s', (key) => {
  const base: Recipe = { ...defaultRecipe, ...(ofSteps[key] && { optimizer: ofSteps[key] }) };
  const marked = (recipe: Recipe) => settingRows(recipe, []).filter(({ mark }) => mark === 'changed');
  expect(marked({ ...base, [key]: changes[key] })).not.toEqual(marked(base));
});

it.each(Object.keys(ofSteps) as (keyof Recipe)[])('does not speak of %s where the head is solved', (key) => {
  expect(settingRows({ ...defaultRecipe, [key]: changes[key] }, [])).toEqual(settingRows(defaultRecipe, []));
});

it('marks nothing in the default recipe', () => {
  expect(settingRows(defaultRecipe, []).filter(({ mark }) => mark === 'changed')).toEqual([]);
});

it('draws of many classes those of which most photos were taken for others', () => {
  const names = Array.from({ length: 150 }, (_, i) => `class ${i}`);
  const blocks = reportOf(exampleInput(names)).sections.flatMap(({ blocks }): readonly Block[] => blocks);
  const matrices = blocks.filter((block) => block.kind === 'matrix');
  expect(matrices.map((block) => block.names.length)).toEqual([50, 50]);
  // Of a validation photo every second one is wrong: no class in the drawing is without a mistake.
  for (const { names: shown, matrix } of matrices.slice(1))
    for (const [i] of shown.entries())
      expect(matrix.rows[i]?.get(i) ?? 0).toBeLessThan(matrix.labelled[i] ?? 0);
  expect(JSON.stringify(blocks)).toContain('Of its 150 classes the confusion matrix shows the 50');
});
