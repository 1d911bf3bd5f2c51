import { describe, expect, it } from 'vitest';
import { kindOfName } from './file-kind.ts';
import type { ImportCorrections, ImportPlace } from './import-plan.ts';
import { noCorrections } from './import-plan.ts';
import { tableOfJson } from './label-json.ts';
import { type LabelTable, tableOfRows } from './label-table.ts';
import { planImport } from './plan-import.ts';

interface Drop {
  readonly tables?: readonly LabelTable[];
  readonly archives?: readonly string[];
  readonly place?: Partial<ImportPlace>;
  readonly corrections?: Partial<ImportCorrections>;
}

function plan(
  paths: readonly string[],
  { tables = [], archives = [], place = {}, corrections = {} }: Drop = {},
) {
  return planImport(
    {
      files: paths.map((path) => ({ path, kind: kindOfName(path) === 'photo' ? 'photo' : 'other' })),
      archives,
      tables,
      unpacked: [],
    },
    { into: null, fallbackClass: 'Class 1', existing: [], ...place },
    { ...noCorrections, ...corrections },
  );
}

/** `count` photos of each folder. */
const photos = (count: number, ...folders: readonly string[]): string[] =>
  folders.flatMap((folder) => Array.from({ length: count }, (_, i) => `${folder}/${i + 1}.jpg`));

/** 'rose 6: 4/0/2' for a class with photos in train, validation, test. */
const classes = (...request: Parameters<typeof plan>): string[] =>
  plan(...request).classes.map(
    ({ name, photos: count, splits }) =>
      `${name} ${count}: ${splits.train}/${splits.validation}/${splits.test}`,
  );

const csv = (path: string, ...lines: readonly string[]): LabelTable =>
  tableOfRows(
    path,
    lines.map((line) => line.split(',')),
  );

/** a0…a3 are roses, b0…b3 lilies. */
const eight = ['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3'];
const flat = eight.map((name) => `d/${name}.jpg`);
const rows = (of: (name: string, label: string) => string): string[] =>
  eight.map((name) => of(name, name.startsWith('a') ? 'rose' : 'lily'));

describe('layouts', () => {
  it('takes a folder called train for a class among classes', () => {
    const drop = photos(6, 'vehicles/bus', 'vehicles/car', 'vehicles/train');
    expect(classes(drop)).toEqual(['bus 6: 0/0/0', 'car 6: 0/0/0', 'train 6: 0/0/0']);
    expect(plan(drop).surprises).toEqual([]);
  });

  it('takes it for a class in each split, and where only one split has others beside it', () => {
    expect(classes([...photos(2, 'x/train/train'), ...photos(2, 'x/test/train', 'x/test/car')])).toEqual([
      'train 4: 2/0/2',
      'car 2: 0/0/2',
    ]);
  });

  it('takes it for a class where classes hold the splits', () => {
    expect(classes(photos(1, 'train/train', 'train/test', 'bus/train', 'bus/test'))).toEqual([
      'train 2: 1/0/1',
      'bus 2: 1/0/1',
    ]);
  });

  it.each([
    ['training_set', 'test_set'],
    ['seg_train/seg_train', 'seg_test/seg_test'],
    ['Train_data', 'Test data'],
    ['TRAIN', 'Testing'],
    ['trainset', 'testset'],
    ['TrainingImages', 'TestImages'],
    ['train2017', 'test2017'],
    ['01_train', '02_test'],
    ['flowers_train', 'flowers_test'],
  ])('reads %s and %s', (train, test) => {
    expect(classes(photos(2, `d/${train}/a`, `d/${train}/b`, `d/${test}/a`, `d/${test}/b`))).toEqual([
      'a 4: 2/0/2',
      'b 4: 2/0/2',
    ]);
  });

  it.each(['val', 'valid', 'Validation set', 'dev', 'eval', 'val_images', 'validation'])(
    'reads %s as validation',
    (name) => {
      expect(classes(photos(1, 'd/train/a', `d/${name}/a`, 'd/train/b', `d/${name}/b`))).toEqual([
        'a 2: 1/1/0',
        'b 2: 1/1/0',
      ]);
    },
  );

  it('reads eval as the test set where there is a dev and no test', () => {
    expect(
      classes(photos(1, 'd/train/a', 'd/train/b', 'd/dev/a', 'd/dev/b', 'd/eval/a', 'd/eval/b')),
    ).toEqual(['a 3: 1/1/1', 'b 3: 1/1/1']);
  });

  it('leaves names that only hold a split’s word to the classes', () => {
    expect(classes(photos(2, 'd/steam train', 'd/bullet train', 'd/test tube'))).toHaveLength(3);
  });

  it('takes the parent where the same leaf recurs', () => {
    const drop = [
      ...photos(6, 'tiny/train/n01/images', 'tiny/train/n02/images'),
      ...photos(3, 'tiny/val/images'),
    ];
    expect(classes([...drop, 'tiny/wnids.txt', 'tiny/train/n01/n01_boxes.txt'])).toEqual([
      'n01 6: 6/0/0',
      'n02 6: 6/0/0',
    ]);
    expect(plan(drop).setAside).toHaveLength(3);
    expect(classes(photos(2, 'a/full', 'b/full'))).toEqual(['a 2: 0/0/0', 'b 2: 0/0/0']);
    expect(classes(photos(2, '2023/rose', '2023/lily', '2024/rose', '2024/lily'))).toEqual([
      'rose 4: 0/0/0',
      'lily 4: 0/0/0',
    ]);
  });

  it('sets photos aside that have no class, and says of no class that only test has it', () => {
    const drop = [...photos(6, 'data/train/ok', 'data/train/nok'), ...photos(3, 'data/test')];
    const { setAside, surprises } = plan(drop);
    expect(classes(drop)).toEqual(['ok 6: 6/0/0', 'nok 6: 6/0/0']);
    expect(setAside).toEqual(photos(3, 'data/test'));
    expect(surprises).toEqual([]);
  });

  it.each(['seg_pred/seg_pred', 'single_prediction', 'unlabeled', 'pred'])('sets %s aside', (name) => {
    const drop = [...photos(2, 'd/train/a', 'd/train/b', 'd/test/a', 'd/test/b'), ...photos(2, `d/${name}`)];
    expect(classes(drop)).toEqual(['a 4: 2/0/2', 'b 4: 2/0/2']);
    expect(plan(drop).setAside).toEqual(photos(2, `d/${name}`));
  });

  it('sets a cover beside the classes aside, and keeps a class with a class in it', () => {
    expect(plan([...photos(5, 'f/rose', 'f/lily'), 'f/cover.jpg']).setAside).toEqual(['f/cover.jpg']);
    expect(classes([...photos(5, 'f/rose'), ...photos(1, 'f/rose/dark')])).toEqual([
      'rose 5: 0/0/0',
      'dark 1: 0/0/0',
    ]);
  });

  it('gives photos that lie loose a class of their own', () => {
    const drop = ['x.jpg', 'y.jpg', ...photos(2, 'rose')];
    expect(classes(drop)).toEqual(['Class 1 2: 0/0/0', 'rose 2: 0/0/0']);
  });

  it('lets a train folder be divided where there is no validation folder', () => {
    const of = (...drop: string[]) => plan(drop).photos.map(({ split }) => split);
    expect(of('train/rose/1.jpg', 'test/rose/2.jpg')).toEqual([null, 'test']);
    expect(of('train/rose/1.jpg', 'val/rose/2.jpg')).toEqual(['train', 'validation']);
  });
});

describe('classes', () => {
  it('are offered from file names where nothing else tells them', () => {
    const cats = ['cat.0.jpg', 'dog.0.jpg', 'cat.1.jpg', 'dog.1.jpg'].map((name) => `x/train/${name}`);
    expect(classes(cats)).toEqual(['cat 2: 2/0/0', 'dog 2: 2/0/0']);
    expect(plan(cats).questions).toEqual([{ kind: 'names', classes: ['cat', 'dog'] }]);
    expect(classes(cats, { corrections: { namesAsClasses: false } })).toEqual(['x 4: 4/0/0']);
    const withTest = [...cats, ...photos(3, 'x/test')];
    expect(classes(withTest)).toEqual(['cat 2: 2/0/0', 'dog 2: 2/0/0']);
    expect(plan(withTest).setAside).toHaveLength(3);
  });

  it('are not guessed from the names of cameras, nor where folders tell them', () => {
    expect(plan(['IMG_1.jpg', 'IMG_2.jpg', 'DSC_1.jpg', 'DSC_2.jpg']).questions).toEqual([]);
    expect(plan(['r/a1.jpg', 'r/b1.jpg', 's/a2.jpg', 's/b2.jpg']).questions).toEqual([]);
  });

  it('that differ in case, accents or spaces only are one across splits', () => {
    expect(classes(photos(2, 'd/train/Rose', 'd/train/Café', 'd/test/rose', 'd/test/Cafe\u0301'))).toEqual([
      'Rose 4: 2/0/2',
      'Café 4: 2/0/2',
    ]);
    expect(plan(photos(2, 'd/train/Red  Rose', 'd/test/red rose', 'd/train/b')).questions).toEqual([]);
  });

  it('and are offered as one within a split', () => {
    const drop = photos(6, 'd/Rose', 'd/rose', 'd/lily');
    expect(plan(drop).questions).toEqual([{ kind: 'alike', names: ['Rose', 'rose'] }]);
    expect(classes(drop)).toEqual(['Rose 12: 0/0/0', 'lily 6: 0/0/0']);
    expect(classes(drop, { corrections: { mergeAlike: false } })).toHaveLength(3);
  });

  it('go into those that are there already', () => {
    expect(classes(photos(2, 'd/rose'), { place: { existing: ['Rose'] } })).toEqual(['Rose 2: 0/0/0']);
  });

  it('are what they are dropped on, whatever the folders and zips are called', () => {
    const drop = [...photos(2, 'cats/train', 'set.zip/dogs'), 'x.jpg'];
    const into = { place: { into: 'tigers' }, archives: ['set.zip'] };
    expect(classes(drop, into)).toEqual(['tigers 5: 2/0/0']);
  });

  it('can be renamed, joined and set aside', () => {
    const drop = photos(2, 'a', 'b', 'c');
    const { photos: planned, setAside } = plan(drop, {
      corrections: {
        classes: new Map<string, string | null>([
          ['a', 'z'],
          ['b', 'z'],
          ['c', null],
        ]),
      },
    });
    expect(planned.map(({ className }) => className)).toEqual(['z', 'z', 'z', 'z']);
    expect(setAside).toEqual(photos(2, 'c'));
  });
});

describe('litter', () => {
  it('is left out without a word; what is no photo and no list is counted', () => {
    const litter = [
      'f/$RECYCLE.BIN/$RAB12C.jpg',
      'f/@Recycle/x.jpg',
      'f/lost+found/y.jpg',
      'f/System Volume Information/IndexerVolumeGuid',
      'f/rose/.picasaoriginals/1.jpg',
      'f/rose/.ipynb_checkpoints/1-checkpoint.jpg',
      'f/rose/Thumbs.db',
      'f/rose/Icon\r',
      'f/rose/1.jpg:Zone.Identifier',
      'f/__pycache__/a.pyc',
      '__MACOSX/f/rose/._1.jpg',
      'f/rose/@eaDir/1.jpg/SYNOPHOTO_THUMB_M.jpg',
    ];
    const { others, surprises } = plan([
      ...litter,
      ...photos(4, 'f/rose', 'f/lily'),
      'f/README.md',
      'f/rose/2.xmp',
    ]);
    expect(classes([...litter, ...photos(4, 'f/rose', 'f/lily')])).toEqual([
      'rose 4: 0/0/0',
      'lily 4: 0/0/0',
    ]);
    expect([...others]).toEqual([
      ['md', 1],
      ['xmp', 1],
    ]);
    expect(surprises).toEqual([]);
  });
});

describe('archives', () => {
  it('of loose photos give their own name, without what tools add', () => {
    const named = (name: string) => plan([`${name}/1.jpg`], { archives: [name] }).classes[0]?.name;
    expect(named('rose.zip')).toBe('rose');
    expect(named('rose-20240131T101010Z-001.zip')).toBe('rose');
    expect(named('rose (1).zip')).toBe('rose');
    expect(named('rose-main.zip')).toBe('rose');
    expect(named('rose.v2i.folder.zip')).toBe('rose');
    expect(named('rose - Copy.tar.gz')).toBe('rose');
    expect(named('drive-download-20240131T101010Z-001.zip')).toBe('Class 1');
  });

  it('are folders like others: splits, classes, and the labels beside them', () => {
    const archives = ['train.zip', 'test.zip'];
    expect(
      classes(photos(1, 'train.zip/a', 'train.zip/b', 'test.zip/a', 'test.zip/b'), { archives }),
    ).toEqual(['a 2: 1/0/1', 'b 2: 1/0/1']);
    const beside = csv('labels.csv', 'filename,label', '1.jpg,rose', '2.jpg,lily');
    expect(classes(photos(2, 'photos.zip'), { archives: ['photos.zip'], tables: [beside] })).toEqual([
      'rose 1: 0/0/0',
      'lily 1: 0/0/0',
    ]);
  });
});

describe('lists of labels', () => {
  const both = ['rose 4: 0/0/0', 'lily 4: 0/0/0'];
  it.each([
    ['Kaggle', csv('d/labels.csv', 'id,breed', ...rows((name, label) => `${name},${label}`))],
    [
      'names without an ending',
      csv('d/labels.csv', 'image,label', ...rows((name, label) => `${name},${label}`)),
    ],
    ['no header', csv('d/l.csv', ...rows((name, label) => `${name}.jpg,${label}`))],
    [
      'another case',
      csv('d/l.csv', 'File Name,Class', ...rows((name, label) => `${name.toUpperCase()}.JPG,${label}`)),
    ],
    [
      'Label Studio CSV',
      csv(
        'd/project-1.csv',
        'annotation_id,annotator,choice,created_at,id,image,lead_time',
        ...rows((name, label) => `0,1,${label},2024,0,/data/upload/1/3f2a9c10-${name}.jpg,3.2`),
      ),
    ],
    [
      'Label Studio JSON',
      tableOfJson(
        'd/p.json',
        eight.map((name) => ({
          image: `/data/upload/1/3f2a9c10-${name}.jpg`,
          id: 0,
          choice: name < 'b' ? 'rose' : 'lily',
          annotator: 1,
        })),
      ),
    ],
    [
      'Label Studio JSON, whole',
      tableOfJson(
        'd/p.json',
        eight.map((name, id) => ({
          id,
          data: { image: `/data/upload/3f2a9c10-${name}.jpg` },
          annotations: [
            { id, result: [{ type: 'choices', value: { choices: [name < 'b' ? 'rose' : 'lily'] } }] },
          ],
        })),
      ),
    ],
    [
      'COCO',
      tableOfJson('d/_annotations.coco.json', {
        images: eight.map((name, id) => ({ id, file_name: `${name}.jpg` })),
        annotations: eight.map((name, id) => ({ id, image_id: id, category_id: name < 'b' ? 7 : 8 })),
        categories: [
          { id: 7, name: 'rose' },
          { id: 8, name: 'lily' },
        ],
      }),
    ],
    [
      'one-hot',
      csv(
        'd/_classes.csv',
        'filename, rose, lily',
        ...rows((n, l) => `${n}.jpg, ${l === 'rose' ? '1, 0' : '0, 1'}`),
      ),
    ],
    [
      'an object',
      tableOfJson('d/l.json', Object.fromEntries(eight.map((n) => [`${n}.jpg`, n < 'b' ? 'rose' : 'lily']))),
    ],
    [
      'from label to files',
      tableOfJson('d/l.json', {
        rose: eight.slice(0, 4).map((n) => `${n}.jpg`),
        lily: eight.slice(4).map((n) => `${n}.jpg`),
      }),
    ],
  ] as const)('%s', (_, table) => {
    const { notes, problems, questions, setAside } = plan(flat, { tables: table ? [table] : [] });
    expect(classes(flat, { tables: table ? [table] : [] })).toEqual(both);
    expect({ notes, problems, questions, setAside }).toEqual({
      notes: [],
      problems: [],
      questions: [],
      setAside: [],
    });
  });

  it('number photos', () => {
    const table = csv('d/trainLabels.csv', 'id,label', '1,rose', '2,rose', '3,lily', '4,lily');
    const drop = [1, 2, 3, 4].map((n) => `d/train/${n}.png`);
    expect(classes(drop, { tables: [table] })).toEqual(['rose 2: 2/0/0', 'lily 2: 2/0/0']);
    const withTest = [...drop, ...[1, 2, 3].map((n) => `d/test/${n}.png`)];
    expect(classes(withTest, { tables: [table] })).toEqual(['rose 2: 2/0/0', 'lily 2: 2/0/0']);
    expect(plan(withTest, { tables: [table] }).setAside).toHaveLength(3);
  });

  it('say splits: Vertex AI without a header, a data set column, dev and eval', () => {
    const vertex = csv(
      'd/import.csv',
      ...rows((n, l) => `${n.endsWith('3') ? 'TEST' : 'TRAINING'},gs://b/f/${n}.jpg,${l}`),
    );
    expect(classes(flat, { tables: [vertex] })).toEqual(['rose 4: 3/0/1', 'lily 4: 3/0/1']);
    const birds = csv(
      'd/birds.csv',
      'class id,filepaths,labels,data set',
      ...rows((n, l) => `0,train/X/${n}.jpg,${l},${n.endsWith('3') ? 'valid' : 'train'}`),
    );
    expect(classes(flat, { tables: [birds] })).toEqual(['rose 4: 3/1/0', 'lily 4: 3/1/0']);
    const words: Record<string, string> = { 2: 'dev', 3: 'eval' };
    const dev = csv(
      'd/l.csv',
      'filename,label,split',
      ...rows((n, l) => `${n}.jpg,${l},${words[n.at(-1) ?? ''] ?? 'train'}`),
    );
    expect(classes(flat, { tables: [dev] })).toEqual(['rose 4: 2/1/1', 'lily 4: 2/1/1']);
  });

  it('speak for the folder they lie in and below, the nearest first', () => {
    const drop = photos(2, 'm/train', 'm/valid');
    const tables = [
      csv('m/train/_classes.csv', 'filename,rose,lily', '1.jpg,1,0', '2.jpg,0,1'),
      csv('m/valid/_classes.csv', 'filename,rose,lily', '1.jpg,0,1', '2.jpg,0,1'),
      csv('m/all.csv', 'filename,label', 'train/1.jpg,wrong'),
    ];
    expect(classes(drop, { tables })).toEqual(['rose 1: 1/0/0', 'lily 3: 1/2/0']);
    const beside = csv('s/labels/l.csv', 'filename,label', '1.jpg,rose', '2.jpg,lily');
    expect(classes(photos(2, 's/images'), { tables: [beside] })).toEqual(['rose 1: 0/0/0', 'lily 1: 0/0/0']);
  });

  it('tell equal names by their folders and do not guess between them', () => {
    const drop = ['x/a/3.jpg', 'x/b/3.jpg'];
    const exact = csv('x/l.csv', 'filename,label', 'a/3.jpg,rose', 'b/3.jpg,lily');
    expect(classes(drop, { tables: [exact] })).toEqual(['rose 1: 0/0/0', 'lily 1: 0/0/0']);
    const unclear = csv('x/l.csv', 'filename,label', '3.jpg,rose', 'a/3.jpg,lily');
    const { problems, setAside } = plan(drop, { tables: [unclear] });
    expect(problems[0]?.what).toContain('Row 2 can mean several photos');
    expect(setAside).toEqual(['x/b/3.jpg']);
  });

  it('skip and name a row without a label, and its photo is set aside', () => {
    const table = csv('d/labels.csv', 'filename,label', ...rows((n, l) => `${n}.jpg,${n === 'b3' ? '' : l}`));
    const { problems, setAside, notes } = plan(flat, { tables: [table] });
    expect(problems).toMatchObject([{ file: 'd/labels.csv', what: 'Row 9 has no label and is skipped.' }]);
    expect(setAside).toEqual(['d/b3.jpg']);
    expect(notes).toEqual(['1 photo has no label in any list.']);
  });

  it('count rows without a photo and photos without a row', () => {
    const table = csv(
      'd/l.csv',
      'filename,label',
      ...rows((n, l) => `${n}.jpg,${l}`).slice(1),
      'gone.jpg,rose',
    );
    expect(plan(flat, { tables: [table] }).notes).toEqual([
      '1 row of d/l.csv names a photo that is not here: gone.jpg.',
      '1 photo has no label in any list.',
    ]);
  });

  it('with several labels a photo are refused with the reason', () => {
    const table = csv(
      'd/_classes.csv',
      'filename,rose,lily',
      ...rows((n) => `${n}.jpg,1,${n < 'b' ? 0 : 1}`),
    );
    const { problems, setAside } = plan(flat, { tables: [table] });
    expect(problems[0]?.what).toContain(
      '4 rows name more than one class (multi-label), so the list is not used',
    );
    expect(setAside).toHaveLength(8);
  });

  it('are asked about where the columns can not be told', () => {
    const table = csv(
      'd/l.csv',
      'filename,colour,mood',
      ...rows((n, l) => `${n}.jpg,${l},${n < 'a2' ? 'gay' : 'sad'}`),
    );
    const [question] = plan(flat, { tables: [table] }).questions;
    expect(question).toMatchObject({
      kind: 'columns',
      path: 'd/l.csv',
      header: ['filename', 'colour', 'mood'],
    });
    const columns = new Map([['d/l.csv', { file: 0, label: 1, split: null }]]);
    expect(classes(flat, { tables: [table], corrections: { columns } })).toEqual(both);
  });

  it('are taken by the one column that is left, unless folders tell the classes', () => {
    const table = csv('d/l.csv', 'filename,flower', ...rows((n, l) => `${n}.jpg,${l}`));
    expect(classes(flat, { tables: [table] })).toEqual(both);
    const drop = photos(4, 'd/a', 'd/b');
    const sizes = csv(
      'd/sizes.csv',
      'filename,width,height',
      ...drop.map((path, i) => `${path},${i % 3},${i % 2}`),
    );
    expect(classes(drop, { tables: [sizes] })).toEqual(['a 4: 0/0/0', 'b 4: 0/0/0']);
    expect(plan(drop, { tables: [sizes] }).questions).toEqual([]);
  });

  it('that are none pass quietly', () => {
    const drop = photos(4, 'd/a', 'd/b');
    const tables = [
      csv('d/readings.csv', 'date,temperature,humidity', '2024-01-01,1,2'),
      csv('d/test.csv', 'id', '90', '91'),
      csv('d/sample_submission.csv', 'id,label', '1,rose', '2,rose'),
      tableOfJson('d/dataset-metadata.json', { title: 'Two', id: 'x/two', licenses: [{ name: 'CC0' }] }),
    ].filter((table) => table !== null);
    const { notes, problems, questions } = plan(drop, { tables });
    expect(classes(drop, { tables })).toEqual(['a 4: 0/0/0', 'b 4: 0/0/0']);
    expect({ notes, problems, questions }).toEqual({ notes: [], problems: [], questions: [] });
  });
});

describe('surprises', () => {
  const kinds = (...request: Parameters<typeof plan>) => plan(...request).surprises.map(({ kind }) => kind);
  it('are told of what is likely to be misread, and of nothing else', () => {
    expect(kinds(photos(3, 'f/rose', 'f/lily'))).toEqual([]);
    expect(kinds(photos(30, 'rose'))).toEqual([]);
    expect(kinds(['1.jpg', '2.jpg'])).toEqual([]);
    expect(kinds([...photos(20, 'f/rose', 'f/lily'), 'f/odd/1.jpg'])).toEqual(['lone-photo']);
    expect(kinds(photos(3, 'd/train', 'd/test'))).toEqual(['one-class']);
    expect(kinds(photos(3, 'd/train/a', 'd/train/b', 'd/test/a', 'd/test/c'))).toEqual(['test-only']);
    const many = Array.from({ length: 51 }, (_, i) => `d/${i}.jpg`);
    const table = csv('d/l.csv', 'filename,label', ...many.map((path, i) => `${path.slice(2)},class ${i}`));
    expect(kinds(many, { tables: [table] })).toEqual(['many-classes']);
  });
});
