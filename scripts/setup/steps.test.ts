import { expect, test } from 'vitest';
import { tallyOf } from './reports.ts';
import { runSteps, STEPS, type Step, summaryOf } from './steps.ts';

const step = (name: string, ...needs: string[]): Step => ({ name, words: [name], needs });
const ticking = () => {
  let time = 0;
  return () => {
    time += 500;
    return time;
  };
};

test('a step that fails stops only what needs it', async () => {
  const ran: string[] = [];
  const results = await runSteps(
    [step('lint'), step('build'), step('e2e', 'build'), step('unit')],
    async ({ name }) => {
      ran.push(name);
      return name === 'build' ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
    },
    ticking(),
  );
  expect(ran).toEqual(['lint', 'build', 'unit']);
  expect(results.map(({ state }) => state)).toEqual(['passed', 'failed', 'not run', 'passed']);
  expect(results.map(({ seconds }) => seconds)).toEqual([0.5, 0.5, 0, 0.5]);
});

test('the last line counts everything, what could not run as failed', async () => {
  const results = await runSteps(
    [step('unit'), step('build'), step('e2e', 'build')],
    async ({ name }) => (name === 'unit' ? { passed: 40, failed: 2 } : { passed: 0, failed: 1 }),
    ticking(),
  );
  expect(summaryOf(results).split('\n').at(-1)).toBe('40 passed, 4 failed');
});

test('every need is a step that comes before', () => {
  STEPS.forEach(({ needs = [] }, index) => {
    const before = STEPS.slice(0, index).map(({ name }) => name);
    expect(needs.filter((need) => !before.includes(need))).toEqual([]);
  });
});

test("reads Vitest's counts", () => {
  const report = { numTotalTests: 5, numPassedTests: 3, numFailedTests: 1, numPendingTests: 1 };
  expect(tallyOf('vitest', report)).toEqual({ passed: 3, failed: 1 });
});

test("reads Playwright's counts: a flaky test and an error outside a test have failed", () => {
  const report = {
    stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 },
    errors: [{ message: 'no server' }],
  };
  expect(tallyOf('playwright', report)).toEqual({ passed: 7, failed: 3 });
});

test('a report without counts is an error', () => {
  expect(() => tallyOf('vitest', {})).toThrow('vitest');
});
