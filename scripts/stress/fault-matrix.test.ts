import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../setup/command.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const matrix = read('docs/RELIABILITY.md');
/** The cells of each fault, without the table's head. */
const rows = matrix
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** What a test file calls its tests and groups of tests, as it is written there. */
const titlesOf = (source: string): ReadonlySet<string> =>
  new Set([...source.matchAll(/\(\s*(['"`])((?:\\.|(?!\1).)+)\1\s*,/gs)].map(([, , title = '']) => title));

const named = rows.flatMap(([, , , shown = '']) =>
  [...shown.matchAll(/`([^`]+\.(?:test|spec)\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(
    ([, path = '', titles = '']) =>
      [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => [path, title] as const),
  ),
);

test('each fault has a place, a promise, and a test or command that shows it', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) {
    expect(row, row.join(' | ')).toHaveLength(4);
    const [, where, promise, shown] = row;
    expect(where && promise, row.join(' | ')).toBeTruthy();
    expect(shown, row.join(' | ')).toMatch(/`[^`]+`: “|`npm run \w+`/);
  }
});

test.each(named)('%s has a test called “%s”', (path, title) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
  expect(titlesOf(read(path))).toContain(title);
});

test('each command that is named is there', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const commands = [...matrix.matchAll(/`npm run (\w+)`/g)].map(([, command = '']) => command);
  expect(commands).toContain('stress');
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
});
