import { expect, test } from 'vitest';
import { sourceFolders } from './source-folder.ts';

const at = (folder: string, classId = 'mug') => ({ folder, classId });

test('is what the folders say beside class and split', () => {
  const samples = [at('cups/kitchen/train/mug'), at('cups/garden/Test/mug'), at('mug'), at('')];
  expect(sourceFolders(samples, (id) => id)).toEqual(['cups/kitchen', 'cups/garden', '', '']);
});

test('is nothing where every class has its own folder under an older name', () => {
  const samples = [at('Rose', 'a'), at('Rose', 'a'), at('Tulip', 'b')];
  expect(sourceFolders(samples, (id) => id)).toEqual([null, null, null]);
});

test('stays where a class came from two folders', () => {
  const samples = [at('Rose', 'a'), at('Garden', 'a'), at('Tulip', 'b')];
  expect(sourceFolders(samples, (id) => id)).toEqual(['Rose', 'Garden', 'Tulip']);
});
