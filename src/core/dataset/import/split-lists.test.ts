import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classes, photos, plan } from '../../../../test-support/core/dataset/import/fake-drop.ts';
import type { Split } from '../dataset.ts';
import type { LabelTable } from './label-table.ts';
import { tableOfText } from './label-text.ts';

function list(path: string, ...lines: readonly string[]): LabelTable {
  const table = tableOfText(path, `${lines.join('\n')}\n`);
  if (!table) throw new Error(`${path} is no list`);
  return table;
}

const food = photos(4, 'food-101/images/churros', 'food-101/images/sushi');

test('Food-101: the lists beside the folders say which photos are for the test', () => {
  const tables = [
    list('food-101/meta/classes.txt', 'churros', 'sushi'),
    list('food-101/meta/labels.txt', 'Churros', 'Sushi'),
    list('food-101/meta/train.txt', 'churros/1', 'churros/2', 'churros/3', 'sushi/1', 'sushi/2', 'sushi/4'),
    list('food-101/meta/test.txt', 'churros/4', 'sushi/3'),
  ];
  expect(classes(food, { tables })).toEqual(['churros 4: 3/0/1', 'sushi 4: 3/0/1']);
  const { photos: planned, notes, questions, problems } = plan(food, { tables });
  expect(planned.filter(({ split }) => split === 'test').map(({ path }) => path)).toEqual([
    'food-101/images/churros/4.jpg',
    'food-101/images/sushi/3.jpg',
  ]);
  // Part of the training photos is still to become validation.
  expect(planned.some(({ split }) => split === 'train')).toBe(false);
  expect(notes).toEqual([
    'food-101/meta/train.txt and food-101/meta/test.txt say which photos are of which split.',
  ]);
  expect([...questions, ...problems]).toEqual([]);
});

test('MIT Indoor: lists beside the folder of photos, with endings', () => {
  const tables = [
    list('TrainImages.txt', 'bar/1.jpg', 'gym/1.jpg'),
    list('TestImages.txt', 'bar/2.jpg', 'gym/2.jpg'),
  ];
  expect(classes(photos(2, 'Images/bar', 'Images/gym'), { tables })).toEqual([
    'bar 2: 1/0/1',
    'gym 2: 1/0/1',
  ]);
});

test('DTD: of ten ways to part the same photos none is used, and that is said', () => {
  const tables = [
    list('dtd/labels/train1.txt', 'banded/1.jpg'),
    list('dtd/labels/test1.txt', 'banded/2.jpg'),
    list('dtd/labels/train2.txt', 'banded/2.jpg'),
    list('dtd/labels/test2.txt', 'banded/1.jpg'),
  ];
  const { photos: planned, notes } = plan(photos(2, 'dtd/images/banded', 'dtd/images/dotted'), { tables });
  expect(planned.every(({ split }) => split === null)).toBe(true);
  expect(notes).toEqual([
    'dtd/labels/train1.txt, dtd/labels/test1.txt and 2 more part the same photos differently: none is used.',
  ]);
});

test('rows of photos that are not here are counted and said', () => {
  const tables = [list('set/test.txt', 'cat/1.jpg', 'dog/1.jpg', 'cow/7.jpg')];
  const { photos: planned, notes } = plan(photos(2, 'set/cat', 'set/dog'), { tables });
  expect(planned.filter(({ split }) => split === 'test')).toHaveLength(2);
  expect(notes).toEqual([
    'set/test.txt says which photos are of which split.',
    '1 row of set/test.txt names a photo that is not here: cow/7.jpg.',
  ]);
});

test('a text that only has such a name, and a list of other photos, pass quietly', () => {
  const tables = [
    list('set/test.txt', 'This is how the model was tested.', 'Its author was pleased.'),
    list('set/train.txt', 'zebra/77', 'zebra/78'),
  ];
  const { photos: planned, notes, others } = plan([...photos(2, 'set/cat', 'set/dog')], { tables });
  expect(planned.every(({ split }) => split === null)).toBe(true);
  expect([...notes, ...others]).toEqual([]);
});

test('a folder goes before a list', () => {
  const tables = [list('set/train.txt', 'cat/1.jpg', 'dog/1.jpg')];
  expect(
    classes(photos(1, 'set/test/cat', 'set/test/dog', 'set/train/cat', 'set/train/dog'), { tables }),
  ).toEqual(classes(photos(1, 'set/test/cat', 'set/test/dog', 'set/train/cat', 'set/train/dog')));
});

test('any parting of any photos comes back as it was written, with or without endings, from any folder above', () => {
  const cases = fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 }),
    // Photos of no list stay undivided.
    parts: fc.array(fc.constantFrom<Split | null>('train', 'validation', 'test', null), {
      minLength: 30,
      maxLength: 30,
    }),
    ending: fc.constantFrom('', '.jpg', '.JPG'),
    place: fc.constantFrom('set', 'set/meta', 'set/labels/of/all'),
  });
  fc.assert(
    fc.property(cases, ({ sizes, parts, ending, place }) => {
      const all = sizes.flatMap((size, c) =>
        Array.from({ length: size }, (_, i) => ({ name: `class ${c}/${i}`, part: parts[c * 6 + i] ?? null })),
      );
      const names: Readonly<Record<Split, string>> = { train: 'train', validation: 'val', test: 'test' };
      const tables = (Object.keys(names) as Split[]).flatMap((split) => {
        const own = all.filter(({ part }) => part === split);
        return own.length === 0
          ? []
          : [list(`${place}/${names[split]}.txt`, ...own.map(({ name }) => name + ending))];
      });
      const planned = plan(
        all.map(({ name }) => `set/images/${name}.jpg`),
        { tables },
      ).photos;
      const validated = all.some(({ part }) => part === 'validation');
      expect(new Map(planned.map(({ path, split }) => [path, split]))).toEqual(
        new Map(
          all.map(({ name, part }) => [
            `set/images/${name}.jpg`,
            part === 'train' && !validated ? null : part,
          ]),
        ),
      );
    }),
    { numRuns: 300 },
  );
});
