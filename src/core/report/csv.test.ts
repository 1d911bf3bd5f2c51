import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { exampleInput, hostileNames } from '../../../test-support/core/report/example.ts';
import { answersOf } from '../evaluation/answers.ts';
import { csvParts, csvRow, safeCell } from './csv.ts';

const parse = (text: string) => Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data;

// OWASP, "CSV Injection": these begin formulas, also behind the separators of other languages' spreadsheets.
it.each([
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r'=1"],
  ['\nx', "'\nx"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['=1\nmore', "'=1\nmore"],
  ['a;=1', "a;'=1"],
  ['a\n@b', "a\n'@b"],
  ['a=1, b-2', 'a=1, b-2'],
  ["it's", "it's"],
])('%j is written as %j', (text, safe) => {
  expect(safeCell(text)).toBe(safe);
});

it('gives any text back when it is read, with nothing that begins a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
      const [cells = []] = parse(csvRow([...texts, 'end']));
      expect(cells).toEqual([...texts.map(safeCell), 'end']);
      for (const [i, cell] of cells.entries()) {
        expect(cell).not.toMatch(/^\s*[=+\-@]/);
        // Nothing but apostrophes was put in.
        expect(cell.replaceAll("'", '')).toBe([...texts, 'end'][i]?.replaceAll("'", ''));
      }
    }),
  );
});

it('has a row for each photo, with the numbers of the evaluation', () => {
  const { run, dataset } = exampleInput(hostileNames);
  const text = [...csvParts(run, dataset)].join('');
  expect(text.startsWith('\ufeff')).toBe(true);
  const [head = [], ...rows] = parse(text);
  const judged = [run.answers.validation, run.answers.test].flatMap((evaluation) =>
    evaluation
      ? answersOf(evaluation, run.temperature).map((answer) => ({ ...answer, split: evaluation.split }))
      : [],
  );
  expect(head.slice(7)).toEqual(hostileNames.map((name) => safeCell(`probability of ${name}`)));
  expect(rows).toHaveLength(judged.length);
  for (const [i, { label, predicted, probability, probabilities, split }] of judged.entries()) {
    const [file, folder, ...rest] = rows[i] ?? [];
    expect(file).toBe(safeCell(`${hostileNames[label]}.jpg`));
    expect(folder).toBe(safeCell(hostileNames[label] ?? ''));
    expect(rest.slice(0, 4)).toEqual([
      split,
      safeCell(hostileNames[label] ?? ''),
      safeCell(hostileNames[predicted] ?? ''),
      label === predicted ? 'right' : 'wrong',
    ]);
    expect(Number(rest[4])).toBeCloseTo(probability, 5);
    expect(rest.slice(5).map(Number)).toHaveLength(probabilities.length);
    expect(rest.slice(5).reduce((sum, text) => sum + Number(text), 0)).toBeCloseTo(1, 4);
  }
});

it('calls photos that were left out in turn so, not validation photos', () => {
  const { run, dataset } = exampleInput(['cat', 'dog']);
  const splitsOf = (of: typeof run) => {
    const [, ...rows] = parse([...csvParts(of, dataset)].join(''));
    return rows.map(([, , split]) => split);
  };
  expect(splitsOf(run)).toEqual(['validation', 'validation', 'validation', 'validation', 'test', 'test']);
  expect(splitsOf({ ...run, folds: 5 })).toEqual([...Array(4).fill('left-out'), 'test', 'test']);
});
