import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../project/failure.ts';
import { type Manifest, manifestFromJson, manifestFromRows } from './manifest.ts';

const fromCsv = (text: string): Manifest => manifestFromRows('labels.csv', Papa.parse<string[]>(text).data);
const entries = (manifest: Manifest) =>
  [...manifest.byPath].map(([path, { label, split }]) => [path, label, split]);

function failure(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
  }
  throw new Error('did not fail');
}

describe('manifestFromRows', () => {
  it.each([
    'filename,label\n1.jpg,rose\n',
    '\uFEFFfilename,label\r\n1.jpg,rose\r\n\r\n',
    'Label;File\nrose;1.jpg',
    'id\tcategory\timage\n7\trose\t1.jpg',
    'name,path,class\nx,1.jpg,"rose"',
    '1.jpg,rose',
  ])('reads %j', (text) => {
    expect(entries(fromCsv(text))).toEqual([['1.jpg', 'rose', null]]);
  });

  it('reads quotes, commas, backslashes and splits', () => {
    expect(
      entries(fromCsv('filename,label,split\n"a\\b,c.jpg","say ""rose""",Val\n2.jpg,<b>🌹</b>,\n')),
    ).toEqual([
      ['a/b,c.jpg', 'say "rose"', 'validation'],
      ['2.jpg', '<b>🌹</b>', null],
    ]);
  });

  it.each([
    ['', 'empty'],
    ['label,note\nrose,x', 'no column named filename'],
    ['filename,note\n1.jpg,x', 'no column named label'],
    ['a,b,c\n1,2,3', 'no column named filename and none named label'],
    ['filename,label\n1.jpg,rose\n2.jpg,', 'row 3 has no label'],
    ['filename,label\n,rose', 'row 2 names no file'],
    ['filename,label\n1.jpg', 'row 2 has no label'],
    ['filename,label,split\n1.jpg,rose,maybe', 'row 2 has the split "maybe"'],
  ])('of %j says what is wrong', (text, what) => {
    const found = failure(() => fromCsv(text));
    expect(found.code).toBe('manifest-invalid');
    expect(found.file).toBe('labels.csv');
    expect(found.what).toContain(what);
  });
});

describe('manifestFromJson', () => {
  it('reads an array of objects and an object of labels', () => {
    expect(entries(manifestFromJson('l.json', [{ file: '1.jpg', class: 3, split: 'test' }]))).toEqual([
      ['1.jpg', '3', 'test'],
    ]);
    expect(entries(manifestFromJson('l.json', { 'a/1.jpg': 'rose', '2.jpg': 'tulip' }))).toEqual([
      ['a/1.jpg', 'rose', null],
      ['2.jpg', 'tulip', null],
    ]);
  });

  it.each([
    [[{ file: '1.jpg' }], 'item 1 has no label'],
    [[{ file: '1.jpg', label: 'a' }, 'x'], 'item 2 is not an object'],
    [{ info: { year: 2020 } }, '"info" has no label'],
    ['rose', 'neither an array nor an object'],
    [null, 'neither an array nor an object'],
  ])('of %j says what is wrong', (json, what) => {
    expect(failure(() => manifestFromJson('l.json', json)).what).toContain(what);
  });
});
