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
      return { passed: name === 'build' ? 0 : 1, failed: name === 'build' ? 1 : 0, failures: [] };
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
    async ({ name }) =>
      name === 'unit'
        ? { passed: 40, failed: 2, failures: ['one: 2 is not 1', 'two: timed out'] }
        : { passed: 0, failed: 1, failures: [] },
    ticking(),
  );
  const lines = summaryOf(results).split('\n');
  expect(lines.slice(0, 3)).toEqual(['one: 2 is not 1', 'two: timed out', '']);
  expect(lines.at(-1)).toBe('40 passed, 4 failed');
});

test('every need is a step that comes before', () => {
  STEPS.forEach(({ needs = [] }, index) => {
    const before = STEPS.slice(0, index).map(({ name }) => name);
    expect(needs.filter((need) => !before.includes(need))).toEqual([]);
  });
});

test("reads Vitest's counts, and what failed", () => {
  const result = (status: string, fullName: string, ...failureMessages: string[]) => ({
    status,
    fullName,
    failureMessages,
  });
  const report = {
    numTotalTests: 5,
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    testResults: [
      {
        name: 'sum.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [
          result('passed', 'adds'),
          result('failed', 'sums', 'Error: 2 is not 1\n at sum.ts'),
        ],
      },
      { name: 'broken.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  };
  const failures = ['sums: Error: 2 is not 1', 'broken.test.ts: no such module'];
  expect(tallyOf('vitest', report)).toEqual({ passed: 3, failed: 1, failures });
});

test("reads Playwright's counts: a flaky test and an error outside a test have failed", () => {
  const test = (status: string, ...messages: (string | undefined)[]) => ({
    status,
    results: messages.map((message) => (message === undefined ? {} : { error: { message } })),
  });
  const spec = (title: string, ...tests: ReturnType<typeof test>[]) => ({ title, file: 'a.spec.ts', tests });
  const report = {
    stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 },
    errors: [{ message: 'no server' }],
    suites: [
      {
        specs: [
          spec('works', test('expected', undefined)),
          spec('hangs', test('unexpected', 'Timed out\n at')),
        ],
        suites: [{ specs: [spec('wavers', test('flaky', 'Too late', undefined))] }],
      },
    ],
  };
  expect(tallyOf('playwright', report)).toEqual({
    passed: 7,
    failed: 3,
    failures: ['the run as a whole: no server', 'a.spec.ts: hangs: Timed out', 'a.spec.ts: wavers: Too late'],
  });
});

test('a report without counts is an error', () => {
  expect(() => tallyOf('vitest', {})).toThrow('vitest');
});
