import { describe, expect, it } from 'vitest';
import { classes, csv, photos, plan } from '../../../../test-support/core/dataset/import/fake-drop.ts';

describe('layouts', () => {
  it('takes a folder called train for a class among classes', () => {
    const drop = photos(6, 'vehicles/bus', 'vehicles/car', 'vehicles/train');
    expect(classes(drop)).toEqual(['bus 6: 0/0/0', 'car 6: 0/0/0', 'train 6: 0/0/0']);
    expect(plan(drop).surprises).toEqual([]);
  });

  it('lets the person say what a folder named like a split is', () => {
    const vehicles = photos(6, 'vehicles/bus', 'vehicles/car', 'vehicles/train');
    expect(plan(vehicles).splitFolders).toEqual([{ name: 'train', split: 'train', role: 'folder' }]);
    const asSplit = { corrections: { folders: new Map([['train', 'split'] as const]) } };
    expect(classes(vehicles, asSplit)).toEqual(['bus 6: 0/0/0', 'car 6: 0/0/0', 'vehicles 6: 6/0/0']);
    expect(plan(vehicles, asSplit).splitFolders).toEqual([{ name: 'train', split: 'train', role: 'split' }]);

    const held = photos(2, 'd/Train/a', 'd/Train/b', 'd/test/a', 'd/test/c');
    expect(plan(held).splitFolders).toEqual([
      { name: 'Train', split: 'train', role: 'split' },
      { name: 'test', split: 'test', role: 'split' },
    ]);
    const asFolder = { corrections: { folders: new Map([['test', 'folder'] as const]) } };
    expect(classes(held, asFolder)).toEqual(['a 4: 2/0/0', 'b 2: 2/0/0', 'c 2: 0/0/0']);

    const named = photos(2, 'flowers_train/a', 'flowers_train/b', 'flowers_test/a', 'flowers_test/b');
    const one = { corrections: { folders: new Map([['flowers_test', 'folder'] as const]) } };
    expect(classes(named, one)).toEqual(['a 4: 2/0/0', 'b 4: 2/0/0']);
    expect(plan(named, one).splitFolders.map(({ role }) => role)).toEqual(['split', 'folder']);
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
