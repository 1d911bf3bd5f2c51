import { kindOfName } from '../../../../src/core/dataset/import/file-kind.ts';
import type { ImportCorrections, ImportPlace } from '../../../../src/core/dataset/import/import-plan.ts';
import { noCorrections } from '../../../../src/core/dataset/import/import-plan.ts';
import { type LabelTable, tableOfRows } from '../../../../src/core/dataset/import/label-table.ts';
import { planImport } from '../../../../src/core/dataset/import/plan-import.ts';

/** What of a drop is out of the ordinary. */
interface Drop {
  readonly tables?: readonly LabelTable[];
  readonly archives?: readonly string[];
  readonly place?: Partial<ImportPlace>;
  readonly corrections?: Partial<ImportCorrections>;
}

/** For tests: the plan of a drop of these paths. */
export function plan(
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
export const photos = (count: number, ...folders: readonly string[]): string[] =>
  folders.flatMap((folder) => Array.from({ length: count }, (_, i) => `${folder}/${i + 1}.jpg`));

/** 'rose 6: 4/0/2' for a class with photos in train, validation, test. */
export const classes = (...request: Parameters<typeof plan>): string[] =>
  plan(...request).classes.map(
    ({ name, photos: count, splits }) =>
      `${name} ${count}: ${splits.train}/${splits.validation}/${splits.test}`,
  );

/** A list of labels from lines with commas. */
export const csv = (path: string, ...lines: readonly string[]): LabelTable =>
  tableOfRows(
    path,
    lines.map((line) => line.split(',')),
  );
