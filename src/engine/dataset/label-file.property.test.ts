import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planImport } from '../../core/dataset/import/plan-import.ts';
import { readLabelFile } from './label-file.ts';

const stem = fc.stringMatching(/^[a-z][a-z0-9_ -]{1,7}[a-z0-9]$/);
const label = fc.constantFrom(
  'rose',
  'Löwenzahn',
  'say "hi"',
  'a, b',
  'x;y',
  'tab\there',
  '7',
  'null',
  'train ticket',
);

/** Photos with their labels, and a list of them as some program writes it. */
const list = fc.record({
  photos: fc.uniqueArray(fc.tuple(stem, label), {
    minLength: 3,
    maxLength: 12,
    selector: ([name]) => name.toLowerCase().trim(),
  }),
  fileColumn: fc.constantFrom('filename', 'file_name', 'Image', 'ID', 'filepaths', 'path', 'image_id'),
  labelColumn: fc.constantFrom('label', 'Class', 'breed', 'category_name', 'Labels', 'diagnosis'),
  splits: fc.boolean(),
  extra: fc.boolean(),
  labelFirst: fc.boolean(),
  ending: fc.constantFrom('as it is', 'none', 'other case'),
  folder: fc.constantFrom('', 'images/', 'gs://bucket/flowers/', 'C:\\photos\\'),
  separator: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  mark: fc.boolean(),
  sepLine: fc.boolean(),
  encoding: fc.constantFrom('utf-8', 'utf-16le', 'windows-1252'),
});

function encode(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const units = Uint16Array.from(text, (character) => character.charCodeAt(0));
  // What these texts have of Windows-1252 is the same in Latin-1.
  return encoding === 'utf-16le' ? new Uint8Array(units.buffer) : Uint8Array.from(units);
}

const splitOf = (index: number) => (['train', 'val', 'test'] as const)[index % 3] ?? 'train';

test('a list in any separator, encoding, order and naming gives each photo its label', async () => {
  await fc.assert(
    fc.asyncProperty(list, async (made) => {
      const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
      const rows = made.photos.map(([name, className], i) => {
        const ending = made.ending === 'none' ? '' : made.ending === 'other case' ? '.JPG' : '.jpg';
        const cells = [
          `${made.folder}${made.ending === 'other case' ? name.toUpperCase() : name}${ending}`,
          className,
        ];
        if (made.labelFirst) cells.reverse();
        return [
          ...cells,
          ...(made.splits ? [splitOf(i)] : []),
          ...(made.extra ? [`${i * 1.5}`, 'note'] : []),
        ];
      });
      const header = [made.fileColumn, made.labelColumn];
      if (made.labelFirst) header.reverse();
      const all = [
        [...header, ...(made.splits ? ['split'] : []), ...(made.extra ? ['score', 'remark'] : [])],
        ...rows,
      ];
      const text = all.map((cells) => cells.map(quote).join(made.separator)).join(made.newline);
      const head = made.sepLine ? `sep=${made.separator}${made.newline}` : '';
      const mark = made.mark && made.encoding !== 'windows-1252' ? '\uFEFF' : '';
      const table = await readLabelFile('d/list.csv', encode(`${mark}${head}${text}`, made.encoding));
      const { photos, setAside, questions } = planImport(
        {
          files: made.photos.map(([name]) => ({ path: `d/${name}.jpg`, kind: 'photo' })),
          archives: [],
          tables: table ? [table] : [],
          unpacked: [],
        },
        { into: null, fallbackClass: 'Class 1', existing: [] },
      );
      const fixed = (i: number) => ({ train: 'train', val: 'validation', test: 'test' })[splitOf(i)];
      expect(questions.filter(({ kind }) => kind === 'columns')).toEqual([]);
      expect(setAside).toEqual([]);
      expect(photos).toEqual(
        made.photos.map(([name, className], i) => ({
          path: `d/${name}.jpg`,
          className,
          split: made.splits ? fixed(i) : null,
        })),
      );
    }),
    { numRuns: 300 },
  );
});
