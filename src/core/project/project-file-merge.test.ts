import { describe, expect, test } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { type Dataset, emptyDataset, type Sample } from '../dataset/dataset.ts';
import { applyPatch } from '../dataset/patch.ts';
import type { Ensemble } from '../prediction/ensemble.ts';
import { defaultRecipe } from '../training/recipe.ts';
import { noTiming, plainRun, type Run } from '../training/run.ts';
import type { Project } from './project-file.ts';
import { mergeProject } from './project-file-merge.ts';

function ids(): () => string {
  let next = 0;
  return () => `new-${++next}`;
}

/** A data set of named classes, whose ids begin with `prefix`; a photo is named by its picture. */
function datasetOf(prefix: string, classes: Readonly<Record<string, readonly string[]>>): Dataset {
  const samples: Sample[] = [];
  const labels = Object.keys(classes).map((name, colour) => ({ id: `${prefix}-${name}`, name, colour }));
  for (const { id: classId, name } of labels)
    for (const hash of classes[name] ?? [])
      samples.push(sampleOf(`${prefix}-${name}-${hash}`, { hash, classId, order: samples.length }));
  return { ...emptyDataset, classes: labels, samples };
}

function runOf(id: string, number: number, change: Partial<Run> = {}): Run {
  return {
    ...plainRun,
    id,
    number,
    createdAt: number,
    recipe: defaultRecipe,
    classes: [],
    backend: 'wasm',
    counts: { train: 0, validation: 0, test: 0 },
    history: [],
    kept: 0,
    validation: null,
    timing: noTiming,
    ...change,
  };
}

const project = (
  dataset: Dataset,
  runs: readonly Run[] = [],
  ensembles: readonly Ensemble[] = [],
): Project => ({
  dataset,
  recipe: null,
  runs,
  ensembles,
});
const ensembleOf = (id: string, ...members: string[]): Ensemble => ({
  id,
  number: 1,
  name: null,
  createdAt: 7,
  method: 'mean',
  members: members.map((runId) => ({ runId, weight: 1 / members.length })),
  deleted: false,
});

/** Pictures by the class's name. */
function picturesIn({ classes, samples }: Dataset): Record<string, readonly string[]> {
  const of = (id: string) => samples.filter(({ classId }) => classId === id).map(({ hash }) => hash);
  return Object.fromEntries(classes.map(({ id, name }) => [name, of(id)]));
}

describe('photos', () => {
  const into = datasetOf('here', { rose: ['1', '2'], tulip: ['3'] });
  const from = datasetOf('there', { daisy: ['4'], rose: ['2', '5'], lily: [] });

  test('classes of the same name become one; a picture that its class has is left out', () => {
    const { patch, known } = mergeProject(project(into), project(from), ids());
    const { dataset, inverse } = applyPatch(into, patch);
    expect(picturesIn(dataset)).toEqual({ rose: ['1', '2', '5'], tulip: ['3'], daisy: ['4'], lily: [] });
    expect(known).toBe(1);
    expect(new Set(dataset.classes.map(({ colour }) => colour)).size).toBe(4);
    expect(applyPatch(dataset, inverse).dataset).toEqual(into);
  });

  test('merging a project into itself adds nothing', () => {
    const run = runOf('run', 1);
    const copy = { ...run, id: 'run-again' };
    const merged = mergeProject(
      project(into, [run], [ensembleOf('e', 'run', 'other')]),
      project(into, [copy], [ensembleOf('f', 'run-again', 'other')]),
      ids(),
    );
    expect(applyPatch(into, merged.patch).dataset).toEqual(into);
    expect(merged).toMatchObject({ runs: [], ensembles: [], known: 3 });
  });

  test('a split that a folder gave stays, and what was excluded or grouped stays so', () => {
    const samples = from.samples.map((sample) => ({
      ...sample,
      split: 'test' as const,
      splitFixed: true,
      excluded: sample.hash === '4',
      group: sample.hash === '5' ? 'alike' : null,
    }));
    const { patch } = mergeProject(project(into), project({ ...from, samples }), ids());
    const added = applyPatch(into, patch).dataset.samples.filter(({ id }) => id.startsWith('new-'));
    expect(added.map(({ hash, split, excluded, group }) => [hash, split, excluded, group])).toEqual([
      ['4', 'test', true, null],
      ['5', 'test', false, 'alike'],
    ]);
  });

  test('near-duplicates come to one side where the data set keeps them together', () => {
    const many = Array.from({ length: 8 }, (_, i) => `${10 + i}`);
    const alike = datasetOf('there', { rose: many });
    const samples = alike.samples.map((sample, i) => ({ ...sample, group: i < 4 ? 'alike' : null }));
    const { patch } = mergeProject(project(into), project({ ...alike, samples }), ids());
    const grouped = applyPatch(into, patch).dataset.samples.filter(({ group }) => group === 'alike');
    expect(grouped).toHaveLength(4);
    expect(new Set(grouped.map(({ split }) => split)).size).toBe(1);
  });
});

describe('runs', () => {
  const into = datasetOf('here', { rose: ['1', '2'] });
  const from = datasetOf('there', { rose: ['2', '5'] });
  const photos = ['there-rose-2', 'there-rose-5', 'deleted', 'here-rose-1'];
  const run = runOf('theirs', 1, {
    createdAt: 5,
    classes: [...from.classes, { id: 'here-rose', name: 'gone', colour: 3 }],
  });

  test('get the numbers after those here, and name the photos and classes that are here', () => {
    const merged = mergeProject(
      project(into, [runOf('mine', 4)]),
      project(from, [{ ...run, id: 'newer', createdAt: 6, number: 2 }, run]),
      ids(),
    );
    expect(merged.runs.map(({ id, number }) => [id, number])).toEqual([
      ['newer', 6],
      ['theirs', 5],
    ]);
    const { samples } = applyPatch(into, merged.patch).dataset;
    const idOf = (hash: string) => samples.find((sample) => sample.hash === hash)?.id;
    const [, theirs] = merged.runs;
    const named = photos.map(merged.photoIdOf);
    expect(named.slice(0, 3)).toEqual([idOf('2'), idOf('5'), 'deleted']);
    // An id that is another photo's here must not stand for it.
    expect(named[3]).toMatch(/^new-/);
    expect(photos.map(merged.photoIdOf)).toEqual(named);
    expect(theirs?.classes[0]).toEqual({ id: 'here-rose', name: 'rose', colour: 0 });
    expect(theirs?.classes[1]?.id).toMatch(/^new-/);
  });

  test('a deleted run keeps its number, and is not the one that comes', () => {
    const run = runOf('theirs', 1);
    const deleted = { ...run, id: 'deleted', number: 5, deleted: true };
    const merged = mergeProject(project(into, [deleted]), project(from, [run]), ids());
    expect(merged.runs.map(({ id, number }) => [id, number])).toEqual([['theirs', 6]]);
  });

  test('an ensemble names a run that was here already by its id here', () => {
    const mine = { ...run, id: 'mine' };
    const { runs, ensembles } = mergeProject(
      project(into, [mine], [ensembleOf('e', 'x', 'y')]),
      project(from, [runOf('other', 9), run], [ensembleOf('f', 'theirs', 'other')]),
      ids(),
    );
    expect(runs.map(({ id }) => id)).toEqual(['other']);
    expect(ensembles).toMatchObject([{ number: 2, members: [{ runId: 'mine' }, { runId: 'other' }] }]);
  });
});

test('a run’s classes keep ids of their own, whatever their names have become since', () => {
  // Trained with puppy and dog; then dog was deleted and puppy renamed to dog.
  const classes = [
    { id: 'c1', name: 'puppy', colour: 0 },
    { id: 'c2', name: 'dog', colour: 1 },
  ];
  const from = { ...emptyDataset, classes: [{ id: 'c1', name: 'dog', colour: 0 }] };
  const into = { ...emptyDataset, classes: [{ id: 'd', name: 'dog', colour: 0 }] };
  const { runs } = mergeProject(project(into), project(from, [runOf('run', 1, { classes })]), ids());
  expect(runs[0]?.classes.map(({ id }) => id)).toEqual(['d', 'c2']);
});
