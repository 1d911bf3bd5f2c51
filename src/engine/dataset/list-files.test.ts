import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type FakeFile, fakeTar, fakeZip } from '../../../test-support/engine/dataset/fake-archives.ts';
import { unpackTable } from '../../core/dataset/import/label-table.ts';
import { planImport } from '../../core/dataset/import/plan-import.ts';
import { listFiles } from './list-files.ts';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46);
const text = (words: string) => new TextEncoder().encode(words);
const photo = (name: string | Uint8Array, more: Partial<FakeFile> = {}): FakeFile => ({
  name,
  bytes: jpeg,
  ...more,
});
const latin = (words: string) => Uint8Array.from(words, (character) => character.charCodeAt(0));

const list = (files: Readonly<Record<string, Blob | Uint8Array<ArrayBuffer> | string>>, pages = new Map()) =>
  listFiles(
    Object.entries(files).map(([path, file]) => ({
      path,
      file: file instanceof Blob ? file : new Blob([file]),
    })),
    pages,
    new AbortController().signal,
  );
const classes = (found: Awaited<ReturnType<typeof list>>) =>
  planImport(
    { ...found, tables: found.tables.map(unpackTable) },
    { into: null, fallbackClass: 'Class 1', existing: [] },
  ).classes.map(({ name, photos }) => `${name} ${photos}`);

describe('zips', () => {
  it.each([
    ['Shift-JIS', '\x83o\x83\x89', '\x8c\xfc\x93\xfa\x88\xa8', ['バラ 2', '向日葵 2']],
    ['GBK', '\xc3\xb5\xb9\xe5', '\xcf\xf2\xc8\xd5\xbf\xfb', ['玫瑰 2', '向日葵 2']],
    ['Big5', '\xaa\xb4\xba\xc0', '\xa6V\xa4\xe9\xb8\xaa', ['玫瑰 2', '向日葵 2']],
    ['EUC-KR', '\xc0\xe5\xb9\xcc', '\xc7\xd8\xb9\xd9\xb6\xf3\xb1\xe2', ['장미 2', '해바라기 2']],
    ['DOS', 'L\x94wenzahn', 'G\x84nsebl\x81mchen', ['Löwenzahn 2', 'Gänseblümchen 2']],
    ['Windows', 'L\xf6wenzahn', 'G\xe4nsebl\xfcmchen', ['Löwenzahn 2', 'Gänseblümchen 2']],
  ])('with names in %s', async (_, first, second, right) => {
    const names = [`${first}/1.jpg`, `${first}/2.jpg`, `${second}/1.jpg`, `${second}/2.jpg`];
    const found = await list({ 'photos.zip': fakeZip(names.map((name) => photo(latin(name)))) });
    expect(classes(found)).toEqual(right);
    expect(found.problems).toEqual([]);
    // It is posted to the page.
    expect(structuredClone(found)).toEqual(found);
  });

  it('in doubt show how each page reads the names, and are read by the one that is chosen', async () => {
    const zip = fakeZip([photo(latin('\xb0\xa1/1.jpg'))]);
    const found = await list({ 'a.zip': zip });
    const [doubt] = found.doubtful;
    expect(doubt?.choices).toContainEqual({ page: 'gb18030', names: ['啊'] });
    expect(doubt?.choices).toContainEqual({ page: 'euc-kr', names: ['가'] });
    const chosen = await list({ 'a.zip': zip }, new Map([['a.zip', 'gb18030']]));
    expect(classes(chosen)).toEqual(['啊 1']);
    expect(chosen.doubtful).toEqual([]);
  });

  it('compressed otherwise or locked have one line, and the rest of them is listed', async () => {
    const found = await list({
      'lzma.zip': fakeZip([
        photo('a/1.jpg', { method: 14 }),
        photo('a/2.jpg', { method: 14 }),
        photo('b/1.jpg'),
      ]),
      'locked.zip': fakeZip([photo('a/1.jpg', { encrypted: true }), photo('a/2.jpg', { encrypted: true })]),
    });
    expect(found.problems).toMatchObject([
      {
        file: 'lzma.zip',
        what: "It is compressed in a way that can't be read here. That is 2 of its 3 files.",
      },
      { file: 'locked.zip', what: 'The zip is locked by a password.' },
    ]);
    expect(found.files.map(({ path }) => path)).toEqual(['lzma.zip/b/1.jpg']);
  });

  it('hold lists, litter, files of unknown endings, and other zips', async () => {
    const found = await list({
      'set.zip': fakeZip([
        photo('1.jpg'),
        photo('__MACOSX/._1.jpg'),
        photo('noending'),
        { name: 'about', bytes: text('words') },
        { name: 'labels.csv', bytes: text('filename,label\n1.jpg,rose\nnoending,lily\n') },
        { name: 'inner.zip', bytes: new Uint8Array(await fakeZip([photo('a.jpg')]).arrayBuffer()) },
      ]),
    });
    expect(classes(found)).toEqual(['rose 1', 'lily 1']);
    expect(found.files).toContainEqual({ path: 'set.zip/about', kind: 'other' });
    expect(found.problems).toMatchObject([
      {
        file: 'set.zip',
        what: 'It holds other archives (inner.zip), which are not opened inside it.',
        todo: 'Unpack it and drop the folder: the archives in it are then read.',
      },
    ]);
  });

  it('say in one line how many archives they hold', async () => {
    const inner = new Uint8Array(await fakeZip([photo('a.jpg')]).arrayBuffer());
    const files = ['a.zip', 'b/c.zip', 'no ending'].map((name) => ({ name, bytes: inner }));
    const { problems, files: listed } = await list({
      'set.zip': fakeZip([photo('rose/1.jpg'), ...files]),
      'set.tar': fakeTar(files),
    });
    expect(problems.map(({ file, what }) => `${file}: ${what}`)).toEqual([
      'set.zip: It holds other archives (a.zip and 2 more), which are not opened inside it.',
      'set.tar: It holds other archives (a.zip and 2 more), which are not opened inside it.',
    ]);
    expect(listed.map(({ path }) => path)).toEqual(['set.zip/rose/1.jpg']);
  });

  it('that this page has written are recognised, and never read as photos', async () => {
    const found = await list({
      'project.zip': fakeZip([
        { name: 'project.json', bytes: text('{}') },
        { name: 'SHA256SUMS', bytes: text('') },
        photo('photos/rose/1.jpg'),
      ]),
      'model.zip': fakeZip([{ name: 'headstart.json', bytes: text('{}') }, photo('golden/1.png')]),
    });
    expect(found.own).toEqual([
      { path: 'project.zip', kind: 'project' },
      { path: 'model.zip', kind: 'model' },
    ]);
    expect(found.files).toEqual([]);
  });

  it('that this page has written are recognised when they are unpacked, too', async () => {
    const found = await list({
      'm/headstart.json': '{"format": "headstart-model"}',
      'm/golden/1.png': jpeg,
      'other/project.json': '{"name": "x"}',
    });
    expect(found.unpacked).toEqual(['m']);
    expect(found.problems).toMatchObject([{ file: 'm', what: expect.stringContaining('unpacked') }]);
    expect(classes({ ...found, files: [{ path: 'm/golden/1.png', kind: 'photo' }] })).toEqual([]);
  });

  it('that are damaged cost themselves alone', async () => {
    const found = await list({ 'a.zip': 'PK\x03\x04 and no more', 'b.zip': fakeZip([photo('rose/1.jpg')]) });
    expect(found.problems).toMatchObject([{ file: 'a.zip', code: 'archive-damaged' }]);
    expect(classes(found)).toEqual(['rose 1']);
  });
});

describe('other archives', () => {
  it('are read where they are tars, by whatever name', async () => {
    const tar = fakeTar([photo('f/rose/1.jpg'), photo('f/lily/1.jpg')]);
    for (const [name, bytes] of [
      ['f.tar', tar],
      ['f.tgz', new Uint8Array(gzipSync(tar))],
      ['f.tar.gz', new Uint8Array(gzipSync(tar))],
    ] as const)
      expect(classes(await list({ [name]: bytes }))).toEqual(['rose 1', 'lily 1']);
  });

  it.each([
    ['flowers.7z', latin("7z\xbc\xaf'\x1c\0\x04"), "7-Zip archives can't be read here."],
    ['flowers.rar', latin('Rar!\x1a\x07\x01\0'), "RAR archives can't be read here."],
    ['flowers', latin('Rar!\x1a\x07\x01\0'), "RAR archives can't be read here."],
    ['labels.xlsx', latin('PK\x03\x04'), "Excel workbooks can't be read here."],
  ])('%s is named, with what to do', async (name, bytes, what) => {
    expect((await list({ [name]: bytes })).problems).toMatchObject([{ file: name, what }]);
  });
});

describe('lists', () => {
  it.each([
    'filename,label\n1.jpg,rose\n',
    'filename;label\r\n1.jpg;rose\r\n\r\n\r\n',
    'sep=;\r\nfilename;label\r\n1.jpg;rose',
    'sep=|\nfilename|label\n1.jpg|rose',
    '\uFEFFfilename\tlabel\r\n1.jpg\trose\r\n',
    '"filename","label"\n"1.jpg","rose"',
  ])('%j', async (words) => {
    expect(classes(await list({ '1.jpg.csv': words, '1.bin': 'x', '1.jpg': jpeg }))).toEqual(['rose 1']);
  });

  it('as JSON Lines, and JSON that is none', async () => {
    const lines = '{"file_name":"1.jpg","label":"rose"}\n{"file_name":"2.jpg","label":"lily"}\n';
    const found = await list({ 'm.jsonl': lines, '1.jpg': jpeg, '2.jpg': jpeg, 'x.json': '{"a": ' });
    expect(classes(found)).toEqual(['rose 1', 'lily 1']);
    expect(found.problems).toMatchObject([{ file: 'x.json', code: 'manifest-invalid' }]);
  });
});

it.each(['photo', 'labels.csv', 'notes.txt', 'photos.zip'])(
  '%s that is gone since it was dropped is said to be, in words of our own',
  async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'headstart-gone-'));
    const path = join(folder, name);
    await writeFile(path, 'here for now');
    const file = await openAsBlob(path);
    await rm(folder, { recursive: true });
    const { problems } = await list({ [name]: file, 'b.txt': 'still here' });
    expect(problems).toEqual([
      {
        code: 'not-found',
        what: "The file can't be read any more.",
        file: name,
        todo: 'Check that it is still there and drop it again.',
      },
    ]);
  },
);
