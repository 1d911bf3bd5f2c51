import { expect, test } from 'vitest';
import { chosenFiles, droppedFiles, droppedPhoto } from './dropped-files.ts';

/** A folder as the File System API shows it: entries handed out two at a time. */
function folder(fullPath: string, children: readonly object[]) {
  return {
    isFile: false,
    isDirectory: true,
    fullPath,
    name: fullPath.slice(fullPath.lastIndexOf('/') + 1),
    createReader: () => {
      let at = 0;
      return {
        readEntries: (resolve: (part: readonly object[]) => void) => {
          at += 2;
          resolve(children.slice(at - 2, at));
        },
      };
    },
  };
}

function file(fullPath: string) {
  const name = fullPath.slice(fullPath.lastIndexOf('/') + 1);
  return {
    isFile: true,
    isDirectory: false,
    fullPath,
    name,
    file: (resolve: (file: File) => void) => resolve(new File(['x'], name)),
  };
}

const drop = (entries: readonly object[], files: readonly File[] = []) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;

async function paths(files: ReturnType<typeof droppedFiles>): Promise<string[]> {
  const result: string[] = [];
  for await (const { path } of files) result.push(path);
  return result;
}

test('walks every part of every folder, numbers in their order', async () => {
  const roses = [1, 2, 10, 3, 4].map((n) => file(`/flowers/rose/${n}.jpg`));
  const tree = folder('/flowers', [
    folder('/flowers/rose', roses),
    file('/flowers/read.me'),
    folder('/flowers/a', [folder('/flowers/a/b', [file('/flowers/a/b/5.jpg')])]),
  ]);
  expect(await paths(droppedFiles(drop([tree, file('/loose.png')])))).toEqual([
    'flowers/a/b/5.jpg',
    'flowers/read.me',
    'flowers/rose/1.jpg',
    'flowers/rose/2.jpg',
    'flowers/rose/3.jpg',
    'flowers/rose/4.jpg',
    'flowers/rose/10.jpg',
    'loose.png',
  ]);
});

test('walks a folder deeper than calls may nest', async () => {
  let path = '/d'.repeat(20_000);
  let entry: object = file(`${path}/1.jpg`);
  while (path !== '') {
    entry = folder(path, [entry]);
    path = path.slice(0, -2);
  }
  expect(await paths(droppedFiles(drop([entry])))).toHaveLength(1);
});

test('takes the plain files where there are no entries', async () => {
  expect(await paths(droppedFiles(drop([], [new File(['x'], 'a.png')])))).toEqual(['a.png']);
});

test('keeps the folders of a chosen folder', async () => {
  const photo = new File(['x'], '1.jpg');
  Object.defineProperty(photo, 'webkitRelativePath', { value: 'flowers/rose/1.jpg' });
  expect(await paths(chosenFiles([photo, new File(['x'], 'loose.jpg')]))).toEqual([
    'flowers/rose/1.jpg',
    'loose.jpg',
  ]);
});

test('hands out every one of many files, in their order', async () => {
  const names = Array.from({ length: 1001 }, (_, index) => `${index}.jpg`);
  expect(await paths(chosenFiles(names.map((name) => new File(['x'], name))))).toEqual(names);
});

test('keeps the order of more files than are asked for at a time', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `/many/${i}.jpg`);
  const tree = folder('/many', [folder('/many/50a', [file('/many/50a/x.jpg')]), ...names.map(file)]);
  const read = await paths(droppedFiles(drop([tree])));
  const expected = names.map((name) => name.slice(1));
  expected.splice(51, 0, 'many/50a/x.jpg');
  expect(read).toEqual(expected);
});

test('a file that can not be opened, and a folder that breaks off, cost themselves alone', async () => {
  const refused = {
    ...file('/f/2.jpg'),
    file: (_: unknown, reject: (error: Error) => void) => reject(new Error('gone')),
  };
  const breaking = {
    ...folder('/f/b', []),
    createReader: () => ({
      readEntries: (_: unknown, reject: (error: Error) => void) => reject(new Error('denied')),
    }),
  };
  const tree = folder('/f', [file('/f/1.jpg'), refused, breaking, file('/f/3.jpg')]);
  const found = [];
  for await (const one of droppedFiles(drop([tree]))) found.push(one);
  const opened = found.filter(({ file: bytes }) => bytes !== null).map(({ path }) => path);
  expect(opened).toEqual(['f/1.jpg', 'f/3.jpg']);
  expect(found.flatMap((one) => (one.file === null ? [one.failure.file] : [])).sort()).toEqual([
    'f/2.jpg',
    'f/b',
  ]);
});

test('one photo is told from several, from a folder and from an archive', () => {
  const [photo, zip] = [new File(['x'], 'a.jpg'), new File(['x'], 'a.zip')];
  expect(droppedPhoto(drop([file('/a.jpg')], [photo]))).toBe(photo);
  expect(droppedPhoto(drop([], [photo]))).toBe(photo);
  expect(droppedPhoto(drop([], [photo, photo]))).toBeNull();
  expect(droppedPhoto(drop([folder('/a', [])], [new File([], 'a')]))).toBeNull();
  expect(droppedPhoto(drop([file('/a.zip')], [zip]))).toBeNull();
});
