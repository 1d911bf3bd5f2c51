import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classKey } from '../class-name.ts';
import type { Split } from '../dataset.ts';
import { kindOfName } from './file-kind.ts';
import { type FolderRole, type ImportCorrections, noCorrections, type SplitFolder } from './import-plan.ts';
import { planImport } from './plan-import.ts';
import { splitNameOf } from './split-name.ts';

/** Names as people and tools write them: split's names among them, since a class may be called 'train'. */
const odd = fc.constantFrom(
  'rose',
  'Gänseblümchen',
  'バラ',
  'red rose',
  'class.1',
  'a&b <c>',
  "don't",
  '100%',
  'train',
  'test',
  'val',
  'images',
  'x (2)',
  '🌹',
  'n02123045',
  'null',
  '__proto__',
  'constructor',
  'eval',
);
const className = fc.oneof(odd, fc.stringMatching(/^[a-zA-Zäéñ][a-zA-Zäéñ -]{0,8}[a-z]$/));
const classNames = fc
  .uniqueArray(className, { minLength: 2, maxLength: 6, selector: classKey })
  // Were all of them called like splits, not even a person could tell.
  .filter((names) => names.some((name) => splitNameOf(name) === null));

const splitNames: Readonly<Record<Split, readonly string[]>> = {
  train: ['train', 'Training', 'training_set', 'Train_data', 'seg_train', 'TRAIN', 'trainset', 'train2017'],
  validation: ['val', 'valid', 'Validation set', 'dev', 'validation_data', 'VAL'],
  test: ['test', 'Testing', 'test_set', 'Test data', 'testset', 'TEST'],
};
const splitSet = fc
  .subarray<Split>(['train', 'validation', 'test'], { minLength: 1 })
  .filter((splits) => splits.includes('train'));

const litter = fc.subarray([
  '.DS_Store',
  '__MACOSX/._1.jpg',
  'Thumbs.db',
  '$RECYCLE.BIN/$R1.jpg',
  '@eaDir/1.jpg',
  '.ipynb_checkpoints/1-checkpoint.jpg',
  'lost+found/1.jpg',
  'README.md',
  'data.yaml',
]);

/** A tree with what each photo is. */
const tree = fc
  .record({
    classes: classNames,
    splits: fc.option(splitSet, { nil: null }),
    spelling: fc.nat(99),
    order: fc.constantFrom('split first', 'class first'),
    twice: fc.boolean(),
    leaf: fc.constantFrom(null, 'images', 'img'),
    wrapper: fc.constantFrom([], ['flowers'], ['my data', 'v2']),
    count: fc.integer({ min: 1, max: 4 }),
    litter,
    archive: fc.boolean(),
  })
  .map(({ classes, splits, spelling, order, twice, leaf, wrapper, count, litter: left, archive }) => {
    const expected = new Map<string, { className: string; split: Split | null }>();
    const top = archive ? ['set.zip', ...wrapper] : wrapper;
    for (const split of splits ?? [null])
      for (const name of classes) {
        const word = split === null ? null : splitNames[split][spelling % splitNames[split].length];
        const inSplit =
          word === null || word === undefined ? [] : order === 'split first' && twice ? [word, word] : [word];
        const folders = order === 'split first' ? [...inSplit, name] : [name, ...inSplit];
        for (let i = 1; i <= count; i++) {
          const path = [...top, ...folders, ...(leaf === null ? [] : [leaf]), `${i}.jpg`].join('/');
          expected.set(path, { className: name, split });
        }
      }
    const places = [...expected.keys()].map((path) => path.slice(0, path.lastIndexOf('/') + 1));
    const found = left.map((path, i) => `${places[i % places.length]}${path}`);
    return {
      expected,
      paths: [...expected.keys(), ...found],
      archives: archive ? ['set.zip'] : [],
      classNames: new Set(classes.map(classKey)),
    };
  });

/** The plan of a tree, as the person corrects it. */
function planned(
  { paths, archives }: { readonly paths: readonly string[]; readonly archives: readonly string[] },
  corrections: Partial<ImportCorrections> = {},
) {
  return planImport(
    {
      files: paths.map((path) => ({ path, kind: kindOfName(path) === 'photo' ? 'photo' : 'other' })),
      archives,
      tables: [],
      unpacked: [],
    },
    { into: null, fallbackClass: 'Class 1', existing: [] },
    { ...noCorrections, ...corrections },
  );
}

const rolesOf = (folders: readonly SplitFolder[], roleOf: (folder: SplitFolder) => FolderRole) =>
  new Map(folders.map((folder) => [classKey(folder.name), roleOf(folder)]));

test('a correction that takes folders for what they were read as changes nothing', () => {
  fc.assert(
    fc.property(tree, (made) => {
      const before = planned(made);
      // A name that is a class here and a split there is one of both once the person has said so.
      fc.pre(before.splitFolders.every(({ name }) => !made.classNames.has(classKey(name))));
      expect(planned(made, { folders: rolesOf(before.splitFolders, ({ role }) => role) })).toEqual(before);
    }),
  );
});

test('where no folder is a split, none tells one, and no photo is lost', () => {
  fc.assert(
    fc.property(tree, (made) => {
      const { splitFolders } = planned(made);
      const { photos, setAside } = planned(made, { folders: rolesOf(splitFolders, () => 'folder') });
      expect(photos.every(({ split }) => split === null)).toBe(true);
      expect([...photos.map(({ path }) => path), ...setAside].sort()).toEqual(
        [...made.expected.keys()].sort(),
      );
    }),
  );
});

test('any tree of classes, splits, litter and odd names is read as what it was made from', () => {
  fc.assert(
    fc.property(tree, ({ expected, ...made }) => {
      const { photos, setAside } = planned(made);
      const validation = [...expected.values()].some(({ split }) => split === 'validation');
      const right = [...expected].map(([path, { className: name, split }]) => ({
        path,
        className: name.normalize('NFC').trim(),
        split: split === 'train' && !validation ? null : split,
      }));
      expect([...photos].sort(byPath)).toEqual(right.sort(byPath));
      expect(setAside).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** Folders of any names at any depth, split's and generic ones among them. */
const anyFolder = fc.array(
  fc.oneof(odd, fc.constantFrom('images', 'seg_pred', 'unlabeled', 'Training', 'dev', 'data', '..', '.')),
  { maxLength: 5 },
);

test('of any photos, wherever they lie, none is lost and none is in two places', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.tuple(
          anyFolder,
          fc.constantFrom('1.jpg', 'cat.1.jpg', 'cat.2.jpg', 'dog.1.jpg', 'dog.2.jpg', 'A.PNG'),
        ),
        { maxLength: 40, selector: ([folders, name]) => [...folders, name].join('/') },
      ),
      (drop) => {
        const paths = drop.map(([folders, name]) => [...folders, name].join('/'));
        const { photos, setAside, classes } = planImport(
          { files: paths.map((path) => ({ path, kind: 'photo' })), archives: [], tables: [], unpacked: [] },
          { into: null, fallbackClass: 'Class 1', existing: [] },
        );
        // '.' and '..' are hidden names to whoever reads paths: never part of a drop.
        const real = paths.filter((path) => !/(^|\/)\.\.?(\/|$)/.test(path));
        expect([...photos.map(({ path }) => path), ...setAside].sort()).toEqual([...real].sort());
        expect(classes.reduce((sum, { photos: count }) => sum + count, 0)).toBe(photos.length);
        expect(photos.every(({ className: name }) => name !== '')).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
