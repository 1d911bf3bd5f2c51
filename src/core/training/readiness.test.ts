import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { type Dataset, emptyDataset, type Sample, type Split } from '../dataset/dataset.ts';
import { stratifiedFolds } from '../evaluation/folds.ts';
import { seededRandom } from '../random.ts';
import { readiness } from './readiness.ts';
import { defaultRecipe } from './recipe.ts';

type Counts = Partial<Record<Split, number>>;

/** A data set with so many photos of each split in each class. */
function dataset(classes: Record<string, Counts>): Dataset {
  const samples: Sample[] = [];
  for (const [name, counts] of Object.entries(classes))
    for (const split of ['train', 'validation', 'test'] as const)
      for (let i = 0; i < (counts[split] ?? 0); i++)
        samples.push(sampleOf(`${name}-${split}-${i}`, { classId: name, split, order: samples.length }));
  const labels = Object.keys(classes).map((name, colour) => ({ id: name, name, colour }));
  return { ...emptyDataset, classes: labels, samples };
}

describe('what is missing', () => {
  it.each([
    ['nothing at all', emptyDataset],
    ['classes without photos', dataset({ cat: {}, dog: {} })],
  ])('%s: no photos', (_, data) => {
    const { ready, problems } = readiness(data);
    expect(ready).toBe(false);
    expect(problems).toEqual(['There are no photos yet: add some under Data.']);
  });

  it('one class only', () => {
    const { ready, problems } = readiness(dataset({ cat: { train: 20 } }));
    expect(ready).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('only one class, “cat”');
  });

  it('names the class without photos', () => {
    const { ready, problems } = readiness(dataset({ cat: { train: 20 }, '<b>дог</b> 🐕': {} }));
    expect(ready).toBe(false);
    expect(problems).toEqual(['“<b>дог</b> 🐕” has no photos: add some, or delete the class.']);
  });

  it('names the class whose photos are all held out', () => {
    const { ready, problems } = readiness(dataset({ cat: { train: 20 }, dog: { validation: 3, test: 2 } }));
    expect(ready).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('“dog” has no training photos');
  });

  it('shortens a long list of names', () => {
    const { problems } = readiness(dataset({ a: { train: 1 }, b: {}, c: {}, d: {}, e: {} }));
    expect(problems[0]).toMatch(/^“b”, “c” and 2 more have no photos/);
  });
});

describe('in folds', () => {
  const warningsOf = (classes: Record<string, Counts>) => readiness(dataset(classes), defaultRecipe).warnings;
  const many = { train: 16, validation: 4 };

  it('a class of one photo is learned from and never judged, which is said', () => {
    expect(warningsOf({ cat: many, dog: { train: 1 } })).toContain(
      '“dog” has no second photo to be judged by, so mistakes there stay unseen.',
    );
    expect(warningsOf({ cat: many, dog: { train: 1, validation: 1 } }).join()).not.toContain('judged');
  });

  it('where each class has one photo nothing is judged, as the folds have it', () => {
    const classes = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`class ${i}`, { train: 1 }]));
    const photos = Array.from({ length: 60 }, (_, label) => ({ label, hash: String(label), group: null }));
    expect(stratifiedFolds(photos, 5, seededRandom('any')).count).toBe(0);
    expect(warningsOf(classes).at(-1)).toMatch(/^No class has a second photo to be judged by/);
  });
});

describe('what works but is weak', () => {
  it('is silent for 100 balanced classes of 60', () => {
    const classes = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`class ${i}`, { train: 48, validation: 12 }]),
    );
    expect(readiness(dataset(classes))).toEqual({ ready: true, problems: [], warnings: [] });
  });

  it('two photos a class: trains, and says that they are few and that nothing is validated', () => {
    const { ready, warnings } = readiness(dataset({ cat: { train: 2 }, dog: { train: 2 } }));
    expect(ready).toBe(true);
    expect(warnings[0]).toBe(
      '“cat” and “dog” have few photos to train on, the smallest 2 photos. That works, but 10 or more in each class do better.',
    );
    expect(warnings[1]).toContain('No photos are held out for validation');
  });

  it('1,000 photos against 5', () => {
    const { ready, warnings } = readiness(
      dataset({ cat: { train: 1000, validation: 10 }, dog: { train: 5, validation: 1 } }),
    );
    expect(ready).toBe(true);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain('“dog” has only 5 photos');
    expect(warnings[1]).toContain('“cat” has 1,000 photos to train on and “dog” 5');
  });

  it('a recipe that judges in folds learns from validation photos too, and leaves no mistake unseen', () => {
    const photos = dataset({ cat: { train: 8, validation: 2 }, dog: { train: 2, validation: 1 } });
    expect(readiness(photos, defaultRecipe).warnings).toEqual([
      '“dog” has only 3 photos to train on. That works, but 10 or more do better.',
    ]);
    expect(readiness(photos, { ...defaultRecipe, judging: 'split' })).toEqual(readiness(photos));
  });

  it('names the class without validation photos', () => {
    const { warnings } = readiness(dataset({ cat: { train: 20, validation: 5 }, dog: { train: 20 } }));
    expect(warnings).toEqual(['“dog” has no validation photos, so mistakes there stay unseen.']);
  });
});
