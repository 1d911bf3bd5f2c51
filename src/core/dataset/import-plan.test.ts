import { describe, expect, it } from 'vitest';
import { planImport } from './import-plan.ts';
import { manifestFromRows } from './manifest.ts';

const plan = (...paths: string[]) =>
  planImport(
    paths.map((path) => ({ path, file: null })),
    [],
    'Photos',
  );

/** Class and split of each path, where the drop has these paths. */
const places = (...paths: string[]) =>
  plan(...paths).planned.map(({ className, split }) => [className, split]);

describe('planImport', () => {
  it('takes the nearest folder for the class, at any depth', () => {
    expect(places('rose/1.jpg', 'flowers/rose/1.jpg', 'a/b/c/d/rose/1.jpg')).toEqual([
      ['rose', null],
      ['rose', null],
      ['rose', null],
    ]);
  });

  it('takes split folders above and below the class for splits, in any case', () => {
    expect(
      places('x/TEST/rose/1.jpg', 'x/Val/rose/2.jpg', 'x/rose/Training/3.jpg', 'rose/valid/4.jpg'),
    ).toEqual([
      ['rose', 'test'],
      ['rose', 'validation'],
      ['rose', 'train'],
      ['rose', 'validation'],
    ]);
    expect(places('validation/a/1.jpg', 'testing/a/1.jpg', 'train/a/1.jpg')).toEqual([
      ['a', 'validation'],
      ['a', 'test'],
      ['a', 'train'],
    ]);
  });

  it('lets a train folder be divided where there is no validation folder', () => {
    expect(places('train/rose/1.jpg', 'test/rose/2.jpg')).toEqual([
      ['rose', null],
      ['rose', 'test'],
    ]);
  });

  it('knows no class for loose files, nor for files only in a split folder', () => {
    expect(places('1.jpg', 'test/2.jpg')).toEqual([
      [null, null],
      [null, 'test'],
    ]);
    expect(plan('1.jpg').planned[0]?.fallbackClass).toBe('Photos');
  });

  it('takes a wrapping folder for a class only where photos lie directly in it', () => {
    expect(places('flowers/rose/1.jpg', 'flowers/2.jpg')).toEqual([
      ['rose', null],
      ['flowers', null],
    ]);
  });

  it('leaves out hidden files and litter without a word', () => {
    const { planned, ignored } = plan(
      '.DS_Store',
      'rose/.hidden.jpg',
      'rose/Thumbs.db',
      '__MACOSX/rose/._1.jpg',
      '.git/x/1.jpg',
      'rose/1.jpg',
      'labels.csv',
    );
    expect(planned.map(({ path }) => path)).toEqual(['rose/1.jpg']);
    expect(ignored).toHaveLength(6);
  });

  it('passes on whatever else there is, zips as archives', () => {
    expect(plan('a/photos.ZIP', 'a/readme.txt', 'a/noextension').planned.map(({ kind }) => kind)).toEqual([
      'archive',
      'image',
      'image',
    ]);
  });

  it('makes paths that point nowhere else', () => {
    expect(plan('../../etc/rose/1.jpg', '/abs//rose/./2.jpg').planned.map(({ path }) => path)).toEqual([
      'etc/rose/1.jpg',
      'abs/rose/2.jpg',
    ]);
  });

  it('composes class names', () => {
    expect(places('Cafe\u0301/1.jpg')).toEqual([['Caf\u00e9', null]]);
  });
});

describe('planImport with manifests', () => {
  const manifest = manifestFromRows('labels.csv', [
    ['filename', 'label', 'split'],
    ['1.jpg', 'rose', ''],
    ['images/2.jpg', 'tulip', 'test'],
    ['a/3.jpg', 'lily', ''],
    ['b/3.jpg', 'daisy', ''],
    ['Cafe\u0301.jpg', 'coffee', ''],
  ]);
  const labels = (...paths: string[]) =>
    planImport(
      paths.map((path) => ({ path, file: null })),
      [manifest],
      'Photos',
    ).planned.map(({ className, split }) => [className, split]);

  it('finds a file by path below any folder, else by base name', () => {
    expect(labels('1.jpg', 'drop/1.jpg', 'drop/images/2.jpg', '2.jpg')).toEqual([
      ['rose', null],
      ['rose', null],
      ['tulip', 'test'],
      ['tulip', 'test'],
    ]);
  });

  it('tells equal names by their folders and does not guess between them', () => {
    expect(labels('x/a/3.jpg', 'x/b/3.jpg', '3.jpg')).toEqual([
      ['lily', null],
      ['daisy', null],
      [null, null],
    ]);
  });

  it('goes before the folder, which keeps what the manifest leaves open', () => {
    expect(labels('test/wrong/1.jpg', 'wrong/other.jpg')).toEqual([
      ['rose', 'test'],
      ['wrong', null],
    ]);
  });

  it('takes composed and decomposed names for one', () => {
    expect(labels('Caf\u00e9.jpg')).toEqual([['coffee', null]]);
  });
});
