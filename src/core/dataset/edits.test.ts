import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, emptyDataset, type ImportedImage, type Patch } from './dataset.ts';
import {
  addClass,
  deleteClass,
  deleteSamples,
  mergeClass,
  moveSamples,
  recolourClass,
  renameClass,
  resplit,
} from './edits.ts';
import { importImages } from './import-images.ts';
import { applyPatch } from './patch.ts';
import { conflictingHashes, samplesOfClass } from './selectors.ts';

function image(hash: string, className: string, split: ImportedImage['split'] = null): ImportedImage {
  return { hash, className, split, name: `${hash}.jpg`, folder: className, width: 4, height: 3, bytes: 9 };
}

/** Ids 'n0', 'n1', … that a data set's history never sees twice. */
function ids(): () => string {
  let next = 0;
  return () => `n${next++}`;
}

const edit = (dataset: Dataset, patch: Patch): Dataset => applyPatch(dataset, patch).dataset;

function classId(dataset: Dataset, name: string): string {
  const found = dataset.classes.find((label) => label.name === name);
  if (!found) throw new Error(`no class ${name}`);
  return found.id;
}

const roseAndTulip = edit(
  emptyDataset,
  importImages(
    emptyDataset,
    [image('a', 'rose'), image('b', 'rose'), image('a', 'tulip'), image('c', 'tulip')],
    ids(),
  ).patch,
);

describe('importImages', () => {
  it('makes classes in order of appearance, each with the next free colour', () => {
    const start = edit(emptyDataset, addClass(emptyDataset, 'daisy', () => 'd').patch);
    const recoloured = edit(start, recolourClass(start, 'd', 1));
    const { patch } = importImages(recoloured, [image('a', 'rose'), image('b', 'tulip')], ids());
    expect(edit(recoloured, patch).classes.map(({ name, colour }) => [name, colour])).toEqual([
      ['daisy', 1],
      ['rose', 0],
      ['tulip', 2],
    ]);
  });

  it('takes a composed and a decomposed name for the same class, and upper case for another', () => {
    const names = ['Caf\u00e9', 'Cafe\u0301', ' Caf\u00e9 ', 'caf\u00e9'];
    const images = names.map((name, index) => image(String(index), name));
    const dataset = edit(emptyDataset, importImages(emptyDataset, images, ids()).patch);
    expect(dataset.classes.map((label) => label.name)).toEqual(['Caf\u00e9', 'caf\u00e9']);
  });

  it('tells duplicates within a class from pictures in two classes', () => {
    const result = importImages(
      roseAndTulip,
      [image('a', 'rose'), image('d', 'rose'), image('c', 'rose')],
      () => 'x',
    );
    expect(result.duplicates.map(({ hash }) => hash)).toEqual(['a']);
    expect(result.conflicts).toEqual(['c']);
    const twice = importImages(emptyDataset, [image('a', 'rose'), image('a', 'rose')], ids());
    expect(twice.duplicates).toHaveLength(1);
    expect(twice.patch.put).toHaveLength(1);
  });

  it('keeps the split that a folder gave', () => {
    const { patch } = importImages(emptyDataset, [image('a', 'rose', 'test'), image('b', 'rose')], ids());
    expect(patch.put?.map(({ split, splitFixed }) => [split, splitFixed])).toEqual([
      ['test', true],
      ['train', false],
    ]);
  });

  it('is undone by one inverse, classes and all', () => {
    const { patch } = importImages(roseAndTulip, [image('e', 'lily')], () => 'new');
    const { dataset, inverse } = applyPatch(roseAndTulip, patch);
    expect(dataset.classes).toHaveLength(3);
    expect(edit(dataset, inverse)).toEqual(roseAndTulip);
  });
});

describe('classes', () => {
  it('uses a class that has the name, and names a nameless one', () => {
    expect(addClass(roseAndTulip, ' rose ', ids())).toEqual({
      patch: {},
      classId: classId(roseAndTulip, 'rose'),
    });
    const { patch } = addClass(roseAndTulip, '', () => 'c3');
    expect(patch.classes?.at(-1)).toEqual({ id: 'c3', name: 'Class 3', colour: 2 });
  });

  it('keeps names in any script as they are', () => {
    for (const name of ['バラ', 'ورد', '🌹🥀', '"quoted"', '<b>bold</b>', "O'Neill"]) {
      expect(addClass(emptyDataset, name, ids()).patch.classes?.[0]?.name).toBe(name);
    }
  });

  it('renames; a blank name changes nothing; a taken one merges', () => {
    const rose = classId(roseAndTulip, 'rose');
    expect(edit(roseAndTulip, renameClass(roseAndTulip, rose, 'Rosa')).classes[0]?.name).toBe('Rosa');
    expect(renameClass(roseAndTulip, rose, '  ')).toEqual({});
    expect(edit(roseAndTulip, renameClass(roseAndTulip, rose, 'rose'))).toEqual(roseAndTulip);
    const merged = edit(roseAndTulip, renameClass(roseAndTulip, rose, 'tulip'));
    expect(merged.classes.map(({ name }) => name)).toEqual(['tulip']);
  });

  it('merges without keeping a picture twice', () => {
    const merged = edit(
      roseAndTulip,
      mergeClass(roseAndTulip, classId(roseAndTulip, 'rose'), classId(roseAndTulip, 'tulip')),
    );
    expect(merged.samples.map(({ hash }) => hash).sort()).toEqual(['a', 'b', 'c']);
    expect(conflictingHashes(merged)).toEqual([]);
  });

  it('deletes a class with its samples', () => {
    const deleted = edit(roseAndTulip, deleteClass(roseAndTulip, classId(roseAndTulip, 'rose')));
    expect(deleted.samples.map(({ hash }) => hash)).toEqual(['a', 'c']);
    expect(deleted.classes.map(({ name }) => name)).toEqual(['tulip']);
  });
});

describe('samples', () => {
  it('move with their split', () => {
    const b = roseAndTulip.samples.find(({ hash }) => hash === 'b');
    const tulip = classId(roseAndTulip, 'tulip');
    const moved = edit(roseAndTulip, moveSamples(roseAndTulip, [b?.id ?? ''], tulip));
    expect(moved.samples.find(({ hash }) => hash === 'b')).toEqual({ ...b, classId: tulip });
    expect(samplesOfClass(moved, tulip)).toHaveLength(3);
  });

  it('stay where the target is no class', () => {
    expect(moveSamples(roseAndTulip, ['n0'], 'nowhere')).toEqual({});
  });
});

type Step = (dataset: Dataset, newId: () => string) => Patch;

const at = <T>(items: readonly T[], index: number): T | undefined => items[index % Math.max(items.length, 1)];

/** An edit chosen at random; indices are taken modulo what there is. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.string({ maxLength: 3 }).map(
    (name): Step =>
      (dataset, newId) =>
        addClass(dataset, name, newId).patch,
  ),
  fc
    .array(
      fc.record({
        hash: fc.constantFrom(...'abcdefghij'),
        className: fc.constantFrom('rose', 'tulip', 'lily'),
        split: fc.constantFrom(null, null, null, 'train' as const, 'validation' as const, 'test' as const),
      }),
      { maxLength: 12 },
    )
    .map(
      (found): Step =>
        (dataset, newId) =>
          importImages(
            dataset,
            found.map(({ hash, className, split }) => image(hash, className, split)),
            newId,
          ).patch,
    ),
  fc.tuple(fc.nat(), fc.constantFrom('rose', 'tulip', 'x', '')).map(
    ([index, name]): Step =>
      (d) =>
        renameClass(d, at(d.classes, index)?.id ?? '', name),
  ),
  fc.tuple(fc.nat(), fc.nat(20)).map(
    ([index, c]): Step =>
      (d) =>
        recolourClass(d, at(d.classes, index)?.id ?? '', c),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([from, into]): Step =>
      (d) =>
        mergeClass(d, at(d.classes, from)?.id ?? '', at(d.classes, into)?.id ?? ''),
  ),
  fc.nat().map(
    (index): Step =>
      (d) =>
        deleteClass(d, at(d.classes, index)?.id ?? ''),
  ),
  fc.tuple(fc.array(fc.nat(), { maxLength: 5 }), fc.nat()).map(
    ([indices, into]): Step =>
      (d) =>
        moveSamples(
          d,
          indices.map((index) => at(d.samples, index)?.id ?? ''),
          at(d.classes, into)?.id ?? '',
        ),
  ),
  fc.array(fc.nat(), { maxLength: 5 }).map(
    (indices): Step =>
      (d) =>
        deleteSamples(
          d,
          indices.map((index) => at(d.samples, index)?.id ?? ''),
        ),
  ),
  fc
    .record({
      validation: fc.double({ min: 0, max: 0.9, noNaN: true }),
      seed: fc.nat(3),
      together: fc.boolean(),
    })
    .map(
      (settings): Step =>
        (d) =>
          resplit(d, settings),
    ),
);

function expectSound(dataset: Dataset): void {
  const classIds = dataset.classes.map(({ id }) => id);
  const names = dataset.classes.map(({ name }) => name);
  const sampleIds = dataset.samples.map(({ id }) => id);
  const orders = dataset.samples.map(({ order }) => order);
  const places = dataset.samples.map((sample) => `${sample.classId} ${sample.hash}`);
  for (const keys of [classIds, names, sampleIds, orders, places])
    expect(new Set<unknown>(keys).size).toBe(keys.length);
  expect(names).not.toContain('');
  expect(orders).toEqual([...orders].sort((a, b) => a - b));
  for (const sample of dataset.samples) expect(classIds).toContain(sample.classId);
}

describe('any sequence of edits', () => {
  it('keeps the data set sound, and is undone step by step', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const newId = ids();
        const history: { before: Dataset; inverse: Patch }[] = [];
        let dataset = emptyDataset;
        for (const change of steps) {
          const { dataset: after, inverse } = applyPatch(dataset, change(dataset, newId));
          expectSound(after);
          history.push({ before: dataset, inverse });
          dataset = after;
        }
        for (const { before, inverse } of history.reverse()) {
          const undone = applyPatch(dataset, inverse);
          expect(undone.dataset).toEqual(before);
          // Redo is the inverse of the inverse.
          expect(edit(undone.dataset, undone.inverse)).toEqual(dataset);
          dataset = undone.dataset;
        }
      }),
      { numRuns: 200 },
    );
  });
});
