import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planImport } from '../../core/dataset/import/plan-import.ts';
import { readLabelText } from './label-file.ts';

const place = { into: null, fallbackClass: 'Class 1', existing: [] };

async function read(path: string, text: string) {
  const bytes = new TextEncoder().encode(text);
  return readLabelText(path, bytes.subarray(0, 1024), async () => bytes);
}

async function planned(photos: readonly string[], texts: Readonly<Record<string, string>>) {
  const tables = await Promise.all(Object.entries(texts).map(([path, text]) => read(path, text)));
  return planImport(
    {
      files: photos.map((path) => ({ path, kind: 'photo' })),
      archives: [],
      tables: tables.filter((table) => table !== null),
      unpacked: [],
    },
    place,
  );
}

const names = ['tench, Tinca tinca', 'great white shark', 'Löwe', 'sorrel', 'area 51', 'type 2 b'];

/** Lists as ImageNet, Caffe, Darknet and others write them. */
const made = fc.record({
  /** The class of each photo. */
  labels: fc
    .array(fc.nat({ max: names.length - 1 }), { minLength: 6, maxLength: 30 })
    .filter((labels) => new Set(labels).size > 1 && new Set(labels).size <= labels.length / 2),
  separator: fc.constantFrom(' ', '\t', ',', ', ', ';', '   '),
  newline: fc.constantFrom('\n', '\r\n'),
  folder: fc.constantFrom('', 'images/', './images/', '/home/me/set/images/'),
  blanks: fc.boolean(),
  upper: fc.boolean(),
  remark: fc.boolean(),
  last: fc.boolean(),
  from: fc.constantFrom(0, 1),
  naming: fc.constantFrom('words', 'plain', 'numbered', 'numbered: ', 'synsets'),
  file: fc.constantFrom('classes', 'labels', 'synset_words', 'class_names'),
  deep: fc.boolean(),
});

test('each photo of a list in lines gets its label, with the integers named where names lie there', async () => {
  await fc.assert(
    fc.asyncProperty(made, async (m) => {
      const file = (i: number) => `${m.blanks ? 'a photo ' : 'img_'}${i}.${m.upper ? 'JPEG' : 'jpg'}`;
      const lines = m.labels.map((label, i) => {
        const said = m.naming === 'words' ? (names[label] ?? '').replace(',', '') : String(label + m.from);
        return `${m.folder}${file(i)}${m.separator}${said}`;
      });
      const naming = names.map((name, i) => {
        if (m.naming === 'numbered') return `${i + m.from} ${name}`;
        if (m.naming === 'numbered: ') return `${i + m.from}: ${name}`;
        return m.naming === 'synsets' ? `n0000000${i} ${name}` : name;
      });
      // By integers that the lines have not, they are known to count from 1 only where the last one is used.
      const told = m.naming === 'words' || m.naming.startsWith('numbered');
      fc.pre(told || m.from === 0 || (m.labels.includes(names.length - 1) && !m.labels.includes(-1)));
      const text =
        [...(m.remark ? ['# made by a script'] : []), ...lines].join(m.newline) + (m.last ? m.newline : '');
      const list = m.deep ? 'set/lists/train.txt' : 'set/train.txt';
      const plan = await planned(
        m.labels.map((_, i) => `set/images/${file(i)}`),
        { [list]: text, ...(m.naming !== 'words' && { [`set/${m.file}.txt`]: naming.join(m.newline) }) },
      );
      expect(plan.questions).toEqual([]);
      expect(plan.problems).toEqual([]);
      expect(plan.photos.map(({ path, className }) => [path, className])).toEqual(
        m.labels.map((label, i) => [
          `set/images/${file(i)}`,
          m.naming === 'words' ? (names[label] ?? '').replace(',', '') : names[label],
        ]),
      );
    }),
    { numRuns: 300 },
  );
});

describe('as data sets come', () => {
  const tree = ['n01440764', 'n01443537'].flatMap((wnid) =>
    [1, 2, 3].flatMap((i) => [
      `imagenet/train/${wnid}/${wnid}_${i}.JPEG`,
      `imagenet/val/${wnid}/v${wnid}_${i}.JPEG`,
    ]),
  );
  const lines = (split: string) =>
    tree
      .filter((path) => path.includes(`/${split}/`))
      .map((path) => `${path.split('/').slice(2).join('/')} ${path.includes('n01440764') ? 0 : 1}`)
      .join('\n');

  test('ImageNet: integers that nothing names are called as their folders', async () => {
    const { classes } = await planned(tree, {
      'imagenet/train.txt': lines('train'),
      'imagenet/val.txt': lines('val'),
    });
    expect(classes).toEqual([
      { name: 'n01440764', photos: 6, splits: { train: 3, validation: 3, test: 0 } },
      { name: 'n01443537', photos: 6, splits: { train: 3, validation: 3, test: 0 } },
    ]);
  });

  test('ImageNet with synset_words.txt', async () => {
    const { classes } = await planned(tree, {
      'imagenet/train.txt': lines('train'),
      'imagenet/val.txt': lines('val'),
      'imagenet/synset_words.txt': 'n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n',
    });
    expect(classes.map(({ name, photos }) => `${name}: ${photos}`)).toEqual([
      'tench, Tinca tinca: 6',
      'goldfish, Carassius auratus: 6',
    ]);
  });

  test.each([
    ['README.txt', 'Photos of two fish.\nSee n01440764_1.JPEG for one.\nHave fun, and cite us!\n'],
    ['LICENSE.txt', 'MIT License\n\nPermission is hereby granted, free of charge, to any person\n'],
    ['requirements.txt', 'numpy==1.26\ntorch>=2\npillow\n'],
    [
      'images.txt',
      '1 n01440764/n01440764_1.JPEG\n2 n01440764/n01440764_2.JPEG\n3 n01443537/n01443537_1.JPEG\n',
    ],
    [
      'train/n01440764/n01440764_boxes.txt',
      'n01440764_1.JPEG\t0\t0\t62\t63\nn01440764_2.JPEG\t5\t4\t60\t61\n',
    ],
    ['wnids.txt', 'n01440764\nn01443537\n'],
    ['cat_train.txt', '2008_000008 -1\n2008_000015 1\n'],
    ['yolo/a.txt', '0 0.5 0.5 0.1 0.1\n'],
    ['empty.txt', ''],
  ])('%s says nothing of the classes', async (name, text) => {
    const without = await planned(tree, {});
    const plan = await planned(tree, { [`imagenet/${name}`]: text });
    expect(plan).toEqual(without);
  });
});

test('any text is read as a list, or as none, and costs no photo', async () => {
  const photos = ['d/a/1.jpg', 'd/a/2.jpg', 'd/b/3.jpg', 'd/b/4.jpg'];
  const word = fc.constantFrom(
    '1.jpg',
    'a/2.jpg',
    '3.jpg',
    '0',
    '1',
    'rose',
    ',',
    '\t',
    ' ',
    ';',
    '"',
    '#',
    '\n',
    '\n',
    '\u0000',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word), fc.constantFrom('train', 'labels', 'x'), async (words, stem) => {
      const plan = await planned(photos, { [`d/${stem}.txt`]: words.join('') });
      expect(plan.photos.length + plan.setAside.length).toBe(photos.length);
    }),
    { numRuns: 300 },
  );
});
