import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, emptyDataset, type ImportedImage, type Split } from './dataset.ts';
import { resplit } from './edits.ts';
import { importImages, nextOrder } from './import-images.ts';
import { applyPatch } from './patch.ts';
import { classCounts, totalCounts } from './selectors.ts';
import { validationTarget } from './split.ts';

function images(
  className: string,
  count: number,
  split: Split | null = null,
  prefix = className,
): ImportedImage[] {
  return Array.from({ length: count }, (_, index) => ({
    hash: `${prefix}-${split}-${index}`,
    name: `${index}.jpg`,
    folder: className,
    width: 1,
    height: 1,
    bytes: 1,
    className,
    split,
  }));
}

function add(dataset: Dataset, found: readonly ImportedImage[], firstOrder?: number): Dataset {
  let next = dataset.samples.length + dataset.classes.length;
  return applyPatch(dataset, importImages(dataset, found, () => `i${next++}`, firstOrder).patch).dataset;
}

const withShare = (validation: number, seed = 1): Dataset => ({
  ...emptyDataset,
  split: { validation, seed, together: true },
});

const sides = (dataset: Dataset): Map<string, Split> =>
  new Map(dataset.samples.map((sample) => [`${sample.classId}/${sample.hash}`, sample.split]));

function moves(before: Dataset, after: Dataset): number {
  const now = sides(after);
  return [...sides(before)].filter(([key, split]) => now.get(key) !== split).length;
}

const share = fc.integer({ min: 0, max: 90 }).map((percent) => percent / 100);

describe('the split', () => {
  it('is stratified: each class has its rounded share', () => {
    const dataset = add(withShare(0.2), [
      ...images('rose', 60),
      ...images('lily', 5),
      ...images('tulip', 1003),
    ]);
    const counts = dataset.classes.map(({ id }) => classCounts(dataset, id));
    expect(counts.map(({ train, validation }) => [train, validation])).toEqual([
      [48, 12],
      [4, 1],
      [802, 201],
    ]);
  });

  it('gives a class of two one validation photo, a class of one none, and leaves one to train on', () => {
    expect(validationTarget(1, 0.9)).toBe(0);
    expect(validationTarget(2, 0.01)).toBe(1);
    expect(validationTarget(2, 0.9)).toBe(1);
    expect(validationTarget(3, 0.9)).toBe(2);
    expect(validationTarget(50, 0)).toBe(0);
  });

  it('depends on the seed', () => {
    const found = images('rose', 100);
    expect(sides(add(withShare(0.2, 1), found))).toEqual(sides(add(withShare(0.2, 1), found)));
    expect(sides(add(withShare(0.2, 1), found))).not.toEqual(sides(add(withShare(0.2, 2), found)));
  });

  it('picks every photo about equally often over the seeds', () => {
    const found = images('rose', 10);
    const picked = new Map<string, number>();
    for (let seed = 0; seed < 1000; seed++)
      for (const { hash, split } of add(withShare(0.2, seed), found).samples)
        if (split === 'validation') picked.set(hash, (picked.get(hash) ?? 0) + 1);
    // Five standard deviations of a binomial(1000, 0.2).
    for (const { hash } of found) expect(Math.abs((picked.get(hash) ?? 0) - 200)).toBeLessThan(64);
  });

  it('never moves a photo when others come', () => {
    fc.assert(
      fc.property(share, fc.array(fc.nat(30), { maxLength: 5 }), (validation, sizes) => {
        let dataset = withShare(validation);
        sizes.forEach((size, index) => {
          const after = add(dataset, images('rose', size, null, `b${index}`));
          expect(moves(dataset, after)).toBe(0);
          dataset = after;
        });
        const { total, validation: held } = classCounts(dataset, dataset.classes[0]?.id ?? '');
        // Adding can always make up for what is missing, since the target grows no faster than the class.
        expect(held).toBe(validationTarget(total, validation));
      }),
    );
  });

  it('of an import is the same however it was cut into batches', () => {
    const whole = [...images('rose', 37), ...images('tulip', 12), ...images('lily', 2)];
    const start = add(withShare(0.2), images('rose', 11, null, 'old'));
    const atOnce = sides(add(start, whole));
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 6 }), (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const firstOrder = nextOrder(start);
        let dataset = start;
        for (let index = 1; index < bounds.length; index++)
          dataset = add(dataset, whole.slice(bounds[index - 1], bounds[index]), firstOrder);
        const byHash = new Map(dataset.samples.map(({ hash, split }) => [hash, split]));
        const expected = new Map([...atOnce].map(([key, split]) => [key.slice(key.indexOf('/') + 1), split]));
        expect(byHash).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('moves the fewest when the share changes, and comes back when it does', () => {
    fc.assert(
      fc.property(share, share, fc.integer({ min: 0, max: 80 }), (before, after, size) => {
        const dataset = add(withShare(before), images('rose', size));
        const changed = applyPatch(
          dataset,
          resplit(dataset, { validation: after, seed: 1, together: true }),
        ).dataset;
        const fewest = Math.abs(validationTarget(size, after) - validationTarget(size, before));
        expect(moves(dataset, changed)).toBe(fewest);
        expect(totalCounts(changed).validation).toBe(validationTarget(size, after));
        const back = applyPatch(
          changed,
          resplit(changed, { validation: before, seed: 1, together: true }),
        ).dataset;
        expect(sides(back)).toEqual(sides(dataset));
      }),
    );
  });

  it('with another seed is what it would have been with it from the start', () => {
    const found = [...images('rose', 30), ...images('tulip', 20)];
    const dataset = add(withShare(0.3, 1), found);
    const redrawn = applyPatch(
      dataset,
      resplit(dataset, { validation: 0.3, seed: 9, together: true }),
    ).dataset;
    expect(sides(redrawn)).toEqual(sides(add(withShare(0.3, 9), found)));
  });

  it('leaves alone what a folder chose', () => {
    const dataset = add(withShare(0.2), [
      ...images('rose', 10, 'train'),
      ...images('rose', 10, 'test'),
      ...images('rose', 10),
    ]);
    const fixed = (of: Dataset): unknown => of.samples.filter(({ splitFixed }) => splitFixed);
    const after = applyPatch(dataset, resplit(dataset, { validation: 0.9, seed: 5, together: true })).dataset;
    expect(fixed(after)).toEqual(fixed(dataset));
    expect(totalCounts(after)).toEqual({ train: 11, validation: 9, test: 10, total: 30 });
  });

  it('gives a class with a validation folder no more', () => {
    const dataset = add(withShare(0.5), [...images('rose', 3, 'validation'), ...images('rose', 10)]);
    expect(totalCounts(dataset)).toEqual({ train: 10, validation: 3, test: 0, total: 13 });
  });

  it('puts the same picture in two classes on one side', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(25), fc.constantFrom('rose', 'tulip', 'lily')), { maxLength: 40 }),
        fc.nat(40),
        share,
        (places, cut, validation) => {
          const found = places.map(([hash, className]) => ({
            ...(images(className, 1)[0] as ImportedImage),
            hash: `h${hash}`,
          }));
          const first = add(withShare(validation), found.slice(0, cut));
          const dataset = add(first, found.slice(cut));
          const redrawn = applyPatch(
            dataset,
            resplit(dataset, { validation: 0.4, seed: 3, together: true }),
          ).dataset;
          for (const { samples } of [first, dataset, redrawn]) {
            const sideOf = new Map(samples.map(({ hash, split }) => [hash, split]));
            for (const { hash, split } of samples) expect(split).toBe(sideOf.get(hash));
          }
        },
      ),
    );
  });

  it("holds a copy of a test folder's photo out with it", () => {
    const test = images('rose', 5, 'test');
    const copy = { ...(test[0] as ImportedImage), className: 'tulip', split: null };
    const dataset = add(withShare(0.2), [...test, copy, ...images('tulip', 5)]);
    expect(dataset.samples.find(({ splitFixed }) => !splitFixed)?.split).toBe('test');
  });
});
