import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { type Dataset, emptyDataset, type Sample, type Split } from './dataset.ts';
import { type DuplicateGroup, gatherGroups, onlyNearDuplicates, sampleGroups } from './duplicates.ts';
import { excludeSamples, groupDuplicates, keepTogether, resplit } from './edits.ts';
import { applyPatch } from './patch.ts';
import { groupBy } from './selectors.ts';

const sample = (order: number, classId: string, split: Split, change: Partial<Sample> = {}): Sample =>
  sampleOf(`s${order}`, { hash: `h${order}`, classId, split, order, ...change });

/** Splits as letters: 'ttv' is two training photos and a validation photo of one class. */
const letters: Readonly<Record<string, Split>> = { t: 'train', v: 'validation', e: 'test' };

/** A class a word; upper case: a folder has placed it. */
function datasetOf(...words: string[]): Dataset {
  let order = 0;
  const samples = words.flatMap((word, classId) =>
    [...word].map((letter) =>
      sample(order++, `c${classId}`, letters[letter.toLowerCase()] ?? 'train', {
        splitFixed: letter !== letter.toLowerCase(),
      }),
    ),
  );
  return {
    ...emptyDataset,
    classes: words.map((_, i) => ({ id: `c${i}`, name: `c${i}`, colour: i })),
    samples,
  };
}

const groupOf = (...orders: number[]): DuplicateGroup => ({ ids: orders.map((order) => `s${order}`) });
const edit = (dataset: Dataset, ...groups: DuplicateGroup[]): Dataset =>
  applyPatch(dataset, groupDuplicates(dataset, groups)).dataset;
const splits = ({ samples }: Dataset): string =>
  samples
    .map(({ split, splitFixed }) => {
      const letter = split === 'test' ? 'e' : split.charAt(0);
      return splitFixed ? letter.toUpperCase() : letter;
    })
    .join('');

describe('groupDuplicates', () => {
  it('moves a group where it changes the number of validation photos least, and on a tie to train', () => {
    expect(splits(edit(datasetOf('tttvvv'), groupOf(0, 1, 3)))).toBe('ttttvv');
    expect(splits(edit(datasetOf('tttvvv'), groupOf(0, 3, 4)))).toBe('vttvvv');
    expect(splits(edit(datasetOf('tttvvv'), groupOf(0, 3)))).toBe('ttttvv');
  });

  it('follows what a folder chose: validation, then train; a test set that a folder gave does not grow', () => {
    expect(splits(edit(datasetOf('tttvvE'), groupOf(0, 1, 5)))).toBe('tttvvE');
    expect(splits(edit(datasetOf('tttvvE'), groupOf(0, 3, 5)))).toBe('ttttvE');
    expect(splits(edit(datasetOf('tttvVE'), groupOf(0, 4, 5)))).toBe('vttvVE');
    expect(splits(edit(datasetOf('tttvV'), groupOf(0, 1, 4)))).toBe('vvtvV');
    expect(splits(edit(datasetOf('Tttvv'), groupOf(0, 3)))).toBe('Ttttv');
  });

  it('leaves a group divided rather than take the last validation or training photos of a class', () => {
    const mug = edit(datasetOf('tttv', 'tttv'), groupOf(0, 1, 2, 3));
    expect(splits(mug)).toBe('tttvtttv');
    expect(onlyNearDuplicates(mug)).toEqual(['c0']);
    expect(sampleGroups(mug).map(({ divided }) => divided)).toEqual([true]);
  });

  it('of a class of two bursts, validates with the smaller one', () => {
    expect(splits(edit(datasetOf('ttttvtvt'), groupOf(0, 1, 2, 3, 4), groupOf(5, 6, 7)))).toBe('tttttvvv');
  });

  it('gives groups, takes old ones away, and changes nothing where nothing is new', () => {
    const dataset = edit(datasetOf('tttvvv'), groupOf(0, 3), groupOf(1, 2));
    expect(dataset.samples.map(({ group }) => group)).toEqual(['h0', 'h1', 'h1', 'h0', null, null]);
    expect(groupDuplicates(dataset, [groupOf(0, 3), groupOf(1, 2)])).toEqual({});
    expect(edit(dataset, groupOf(1, 2)).samples.map(({ group }) => group)).toEqual([
      null,
      'h1',
      'h1',
      null,
      null,
      null,
    ]);
  });

  it('groups without moving where near-duplicates may be divided, until they are to stay together', () => {
    const apart = { ...datasetOf('tttvvv'), split: { ...emptyDataset.split, together: false } };
    const grouped = edit(apart, groupOf(0, 3));
    expect(splits(grouped)).toBe('tttvvv');
    const together = applyPatch(grouped, keepTogether(grouped, true)).dataset;
    expect(splits(together)).toBe('ttttvv');
    expect(together.split.together).toBe(true);
    expect(splits(applyPatch(together, keepTogether(together, false)).dataset)).toBe('ttttvv');
  });

  it('leaves out excluded photos, which follow their group', () => {
    const dataset = datasetOf('tvtvvv');
    const before = edit(dataset, groupOf(0, 4));
    const excluded = applyPatch(before, excludeSamples(before, ['s4'], true)).dataset;
    const after = edit(excluded, groupOf(0, 1));
    // 4 was gathered with 0; 1 joins the two.
    expect(splits(after)).toBe('tttvtv');
    expect(sampleGroups(after).map(({ samples }) => samples.length)).toEqual([2]);
  });
});

describe('what was not compared', () => {
  it('keeps its group, and whoever is in it', () => {
    const before = edit(datasetOf('tttE'), groupOf(0, 3));
    const withoutTest = groupDuplicates(before, [groupOf(0, 1)], ({ split }) => split !== 'test');
    expect(applyPatch(before, withoutTest).dataset.samples.map(({ group }) => group)).toEqual([
      'h0',
      'h0',
      null,
      'h0',
    ]);
    expect(edit(before).samples.map(({ group }) => group)).toEqual([null, null, null, null]);
  });
});

describe('sampleGroups', () => {
  it('names divided groups first, and none of one picture', () => {
    const dataset = edit(datasetOf('TTTVV'), groupOf(0, 1), groupOf(2, 3));
    expect(sampleGroups(dataset).map(({ group, divided }) => [group, divided])).toEqual([
      ['h2', true],
      ['h0', false],
    ]);
    const copies = [
      sample(0, 'a', 'train', { hash: 'x', group: 'x' }),
      sample(1, 'b', 'train', { hash: 'x', group: 'x' }),
    ];
    expect(sampleGroups({ ...emptyDataset, samples: copies })).toEqual([]);
  });
});

const anySample = fc.record({
  classId: fc.constantFrom('a', 'b', 'c'),
  split: fc.constantFrom<Split>('train', 'train', 'train', 'validation', 'test'),
  splitFixed: fc.boolean(),
  excluded: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  group: fc.option(fc.constantFrom('g1', 'g2', 'g3', 'g4')),
});
const anySamples = fc
  .array(anySample, { maxLength: 40 })
  .map((all) => all.map((one, order) => sample(order, one.classId, one.split, one)));

const count = (samples: readonly Sample[], classId: string, split: Split): number =>
  samples.filter((one) => one.classId === classId && one.split === split && !one.excluded).length;

describe('gathering groups', () => {
  it('moves only free members of groups, takes no class’s last photos, and has nothing left to do after it', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        const moved = new Map(gatherGroups(samples).map((one) => [one.id, one]));
        const after = samples.map((one) => moved.get(one.id) ?? one);
        for (const [i, one] of samples.entries())
          if (one.splitFixed || one.group === null) expect(after[i]).toBe(one);
        for (const classId of ['a', 'b', 'c'])
          for (const split of ['train', 'validation'] as const)
            if (count(samples, classId, split) > 0) expect(count(after, classId, split)).toBeGreaterThan(0);
        expect(gatherGroups(after)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a class that is all bursts as many validation photos as it had, within one burst', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 14 }), { minLength: 4, maxLength: 40 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 }).map((n) => n === 1)),
        (bursts, held) => {
          const samples = bursts.flatMap((length, burst) =>
            Array.from({ length }, (_, i) =>
              sample(100 * burst + i, 'a', held.next().value ? 'validation' : 'train', {
                group: `g${burst}`,
              }),
            ),
          );
          const moved = new Map(gatherGroups(samples).map((one) => [one.id, one]));
          const after = samples.map((one) => moved.get(one.id) ?? one);
          const before = count(samples, 'a', 'validation');
          // The last ones of a class are not taken, which can hold a burst where it is.
          const largest = Math.max(...bursts);
          expect(Math.abs(count(after, 'a', 'validation') - before)).toBeLessThanOrEqual(largest);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves no group divided that could go to a side without emptying a class', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        // Photos of each class that no group can move.
        const anchors = ['a', 'b', 'c'].flatMap((classId, i) => [
          sample(100 + 2 * i, classId, 'train'),
          sample(101 + 2 * i, classId, 'validation'),
        ]);
        const all = [...samples.map((one) => ({ ...one, splitFixed: false })), ...anchors];
        const moved = new Map(gatherGroups(all).map((one) => [one.id, one]));
        const used = all.map((one) => moved.get(one.id) ?? one).filter((one) => !one.excluded);
        for (const [group, members] of groupBy(used, (one) => one.group))
          if (group !== null) expect(new Set(members.map(({ split }) => split)).size).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a split by other settings', () => {
  const share = fc.integer({ min: 0, max: 90 }).map((percent) => percent / 100);

  it('keeps each group on one side where it is part of a class, and comes within a group of the share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.nat(6)), { minLength: 12, maxLength: 60 }),
        share,
        fc.nat(5),
        (groups, validation, seed) => {
          // Every class has photos of its own enough for the share to be met without a group.
          const samples = [
            ...groups.map((group, i) =>
              sample(i, `c${(group ?? i) % 2}`, 'train', { group: group === null ? null : `g${group}` }),
            ),
            ...Array.from({ length: 80 }, (_, i) => sample(100 + i, `c${i % 2}`, 'train')),
          ];
          const dataset = { ...emptyDataset, samples };
          const after = applyPatch(dataset, resplit(dataset, { validation, seed, together: true })).dataset;
          for (const [group, members] of groupBy(after.samples, (one) => one.group))
            if (group !== null) expect(new Set(members.map(({ split }) => split)).size).toBe(1);
          for (const classId of ['c0', 'c1']) {
            const total = samples.filter((one) => one.classId === classId).length;
            const exact = Math.round(validation * total);
            expect(count(after.samples, classId, 'validation')).toBeLessThanOrEqual(Math.max(exact, 1));
          }
        },
      ),
    );
  });

  it('divides a class that is one burst, and holds one of two bursts out', () => {
    const burst = (from: number, length: number, group: string) =>
      Array.from({ length }, (_, i) => sample(from + i, 'a', 'train', { group }));
    const one = { ...emptyDataset, samples: burst(0, 10, 'g') };
    const settings = { validation: 0.2, seed: 5, together: true };
    expect(count(applyPatch(one, resplit(one, settings)).dataset.samples, 'a', 'validation')).toBe(2);
    const two = { ...emptyDataset, samples: [...burst(0, 12, 'g'), ...burst(20, 8, 'h')] };
    const after = applyPatch(two, resplit(two, settings)).dataset.samples;
    expect(after.filter(({ split }) => split === 'validation').map(({ group }) => group)).toEqual(
      Array.from({ length: 8 }, () => 'h'),
    );
  });

  it('counts without excluded photos', () => {
    const samples = Array.from({ length: 20 }, (_, i) => sample(i, 'a', 'train', { excluded: i < 10 }));
    const dataset = { ...emptyDataset, samples };
    const after = applyPatch(dataset, resplit(dataset, { validation: 0.2, seed: 5, together: true })).dataset;
    expect(count(after.samples, 'a', 'validation')).toBe(2);
  });
});
