import { countWords, photoWords } from '../count-words.ts';
import type { Run } from '../training/run.ts';
import type { ReportInput } from './input.ts';
import type { Row, Section } from './report.ts';
import { nameWords } from './words.ts';

/** What was asked: the classes, and how many photos of each were in which split. */
export function dataSection({ run }: Pick<ReportInput, 'run'>): Section {
  const { train, test } = run.counts;
  const held =
    test > 0
      ? ` ${photoWords(test)} were held out as the test set, for one honest look at the end.`
      : ' No photos were held out as a test set.';
  return {
    title: 'What was asked',
    blocks: [
      {
        kind: 'text',
        text: `To tell ${countWords(run.classes.length)} classes of photos apart. The model was trained on ${photoWords(train)}; ${judgedBy(run)}.${held}`,
      },
      {
        kind: 'table',
        caption: run.data ? 'Classes, and their photos in each split' : 'Classes',
        columns: [
          { title: 'Class', numeric: false },
          ...(run.data ? ['Training', 'Validation', 'Test', 'All'] : []).map((title) => ({
            title,
            numeric: true,
          })),
        ],
        rows: run.data ? countRows(run, run.data) : run.classes.map(({ name }) => row(name, [])),
        folded: false,
      },
    ],
  };
}

/** What the figures that are not of the test set are of. */
function judgedBy({ folds, measuredBy, counts }: Run): string {
  if (folds !== null)
    return `it was judged by the same photos in ${folds} parts, each by a model that had learned from the others alone`;
  if (measuredBy !== null) return 'an earlier run, which had kept some of them aside, was judged by these';
  return `${photoWords(counts.validation)} were kept aside to judge it, the validation set`;
}

const row = (name: string, counts: readonly number[], mark: Row['mark'] = null): Row => ({
  mark,
  cells: [nameWords(name), ...counts.map(countWords)],
});

function countRows(run: Run, { labels, splits }: NonNullable<Run['data']>): readonly Row[] {
  const counts = run.classes.map(() => [0, 0, 0] as [number, number, number]);
  labels.forEach((label, i) => {
    const count = counts[label];
    const split = splits[i];
    if (count && (split === 0 || split === 1 || split === 2)) count[split] += 1;
  });
  const all = counts.reduce<[number, number, number]>(
    ([a, b, c], [train, validation, test]) => [a + train, b + validation, c + test],
    [0, 0, 0],
  );
  const withSum = (three: readonly number[]) => [...three, three.reduce((sum, count) => sum + count, 0)];
  return [
    ...run.classes.map(({ name }, i) => row(name, withSum(counts[i] ?? []))),
    row('All', withSum(all), 'total'),
  ];
}
