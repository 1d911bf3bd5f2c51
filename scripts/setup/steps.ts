import type { Runner, Tally } from './reports.ts';

/** One thing that `npm test` does. */
export interface Step {
  readonly name: string;
  readonly words: readonly string[];
  /** Names of steps without which this one can't run. */
  readonly needs?: readonly string[];
  /** Whose report counts the tests of this step; without one the step counts as a single check. */
  readonly runner?: Runner;
}

export interface StepResult extends Tally {
  readonly name: string;
  readonly seconds: number;
  readonly state: 'passed' | 'failed' | 'not run';
}

export const STEPS: readonly Step[] = [
  { name: 'lint, format, import directions', words: ['biome', 'ci', '.'] },
  { name: 'types of core', words: ['tsc', '-p', 'tsconfig.core.json'] },
  { name: 'types of the page', words: ['tsc', '-p', 'tsconfig.page.json'] },
  { name: 'types of the worker', words: ['tsc', '-p', 'tsconfig.worker.json'] },
  { name: 'types of the service worker', words: ['tsc', '-p', 'tsconfig.service-worker.json'] },
  { name: 'types of what goes along with exports', words: ['tsc', '-p', 'tsconfig.exported.json'] },
  { name: 'types of scripts and tests', words: ['tsc', '-p', 'tsconfig.node.json'] },
  { name: 'unused code', words: ['knip'] },
  { name: 'models', words: ['tsx', 'scripts/models/index.ts'] },
  { name: 'samples', words: ['tsx', 'scripts/samples/index.ts'] },
  { name: 'licences', words: ['tsx', 'scripts/licences/index.ts', '--check'] },
  { name: 'unit tests', words: ['vitest', 'run'], runner: 'vitest' },
  { name: 'build', words: ['vite', 'build'] },
  { name: 'compression', words: ['tsx', 'scripts/serve/compress.ts'], needs: ['build'] },
  { name: 'browser', words: ['tsx', 'scripts/setup/browser.ts'] },
  {
    name: 'end to end',
    words: ['playwright', 'test'],
    needs: ['build', 'compression', 'browser', 'samples'],
    runner: 'playwright',
  },
  {
    name: 'Firefox and WebKit',
    words: ['tsx', 'scripts/browsers/index.ts'],
    needs: ['build', 'compression', 'models', 'samples'],
  },
];

/**
 * Runs steps one after another: every one whose needs have passed, whatever else failed.
 * @param run does a step and counts what passed and failed in it
 * @param now a clock, milliseconds
 */
export async function runSteps(
  steps: readonly Step[],
  run: (step: Step) => Promise<Tally>,
  now: () => number,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  const passed = (name: string) =>
    results.some((result) => result.name === name && result.state === 'passed');
  for (const step of steps) {
    if (!(step.needs ?? []).every(passed)) {
      results.push({ name: step.name, seconds: 0, passed: 0, failed: 1, failures: [], state: 'not run' });
      continue;
    }
    const start = now();
    const tally = await run(step);
    const state = tally.failed === 0 ? 'passed' : 'failed';
    results.push({ name: step.name, seconds: (now() - start) / 1000, ...tally, state });
  }
  return results;
}

/** Which tests failed, a table of steps, their outcome and seconds, and the plain closing line, alone on the last line. */
export function summaryOf(results: readonly StepResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map(
    ({ name, seconds, state }) => `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${state}`,
  );
  const total = (key: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[key], 0);
  const failures = results.flatMap(({ failures }) => failures);
  if (failures.length > 0) lines.unshift(...failures, '');
  return [...lines, '', `${total('passed')} passed, ${total('failed')} failed`].join('\n');
}
