import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { countAnswers, fileAnswersCsv, fileRows, type JointAnswer, sortRows } from './file-answers.ts';

const answer = (path: string, probabilities: number[], ...scores: (number | null)[]): JointAnswer => ({
  path,
  probabilities,
  scores,
});
const rule = { score: 'distance', threshold: 5, keeps: 0.95 } as const;
const answers = [
  answer('holiday/a.jpg', [0.7, 0.3], 9),
  answer('holiday/b.jpg', [0.4, 0.6], null),
  answer('c.jpg', [0.1, 0.9], 7),
  answer('d.jpg', [0.95, 0.05], 1),
];
const rows = fileRows(answers, [{ weight: 1, rule }]);
const files = (sorted: readonly { path: string }[]) => sorted.map(({ path }) => path);

test('the most probable class is the answer', () => {
  expect(rows.map(({ label, probability }) => [label, probability])).toEqual([
    [0, 0.7],
    [1, 0.6],
    [1, 0.9],
    [0, 0.95],
  ]);
});

test('each answer is judged by the rules as they are', () => {
  const unknown = (of: typeof rows) => of.map((row) => row.unknown);
  expect(unknown(rows)).toEqual([false, null, false, true]);
  expect(unknown(fileRows(answers, [{ weight: 1, rule: { ...rule, threshold: 8 } }]))).toEqual([
    false,
    null,
    true,
    true,
  ]);
  expect(unknown(fileRows(answers, [{ weight: 1, rule: null }]))).toEqual([null, null, null, null]);
  const two = [answer('e.jpg', [1, 0], 9, 1)];
  expect(
    unknown(
      fileRows(two, [
        { weight: 0.4, rule },
        { weight: 0.6, rule },
      ]),
    ),
  ).toEqual([true]);
});

test('rows by arrival, by what the model is least sure of, by class', () => {
  expect(sortRows(rows, 'arrival')).toBe(rows);
  expect(files(sortRows(rows, 'least-sure'))).toEqual(['d.jpg', 'holiday/b.jpg', 'holiday/a.jpg', 'c.jpg']);
  expect(files(sortRows(rows, 'class'))).toEqual(['holiday/a.jpg', 'c.jpg', 'holiday/b.jpg', 'd.jpg']);
});

test('counts by class, and of none', () => {
  expect(countAnswers(rows, 2)).toEqual([1, 2, 1]);
  expect(countAnswers([], 3)).toEqual([0, 0, 0, 0]);
});

test('as CSV another reader gets back what was written, and no cell is a formula', () => {
  const names = ['=cmd|calc', 'a "b", c'];
  const text = [...fileAnswersCsv([...rows, ...fileRows([answer('-x.jpg', [0, 1])], [])], names)].join('');
  const { data, errors } = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true });
  expect(errors).toEqual([]);
  expect(data[0]).toEqual([
    'file',
    'answer',
    'confidence',
    'most probable class',
    'probability of =cmd|calc',
    'probability of a "b", c',
  ]);
  expect(data[1]).toEqual(['holiday/a.jpg', "'=cmd|calc", '0.700000', "'=cmd|calc", '0.700000', '0.300000']);
  expect(data[4]?.slice(0, 4)).toEqual(['d.jpg', 'none of these', '0.950000', "'=cmd|calc"]);
  expect(data[5]?.slice(0, 2)).toEqual(["'-x.jpg", 'a "b", c']);
  expect(data).toHaveLength(6);
});
