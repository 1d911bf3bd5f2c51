import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from './browser.ts';
import { ROOT, runCommand } from './command.ts';
import { type Runner, type Tally, tallyOf } from './reports.ts';
import { runSteps, STEPS, type Step, summaryOf } from './steps.ts';

/**
 * `npm test`: every check, whatever fails before it, then the seconds of each and the closing line
 * `N passed, N failed`. The exit code is 1 where anything failed.
 */
const REPORTS = join(ROOT, '.cache/test');

async function run(step: Step): Promise<Tally> {
  console.log(`\n── ${step.name}: ${step.words.join(' ')}`);
  return step.runner === undefined ? runCheck(step) : runTests(step, step.runner);
}

async function runCheck({ words }: Step): Promise<Tally> {
  const failed = (await runCommand(words)) === 0 ? 0 : 1;
  return { passed: 1 - failed, failed, failures: [] };
}

async function runTests({ words }: Step, runner: Runner): Promise<Tally> {
  const report = join(REPORTS, `${runner}.json`);
  await rm(report, { force: true });
  const code = await runCommand([...words, ...reporters(runner, report)], await environment(runner, report));
  try {
    const tally = tallyOf(runner, JSON.parse(await readFile(report, 'utf8')));
    // The runner may fail for what is no test's fault, such as an error that nobody caught.
    if (code === 0 || tally.failed > 0) return tally;
    const failures = [...tally.failures, `${runner} ended with ${code}, though no test failed`];
    return { ...tally, failed: 1, failures };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { passed: 0, failed: 1, failures: [`no report of ${runner}: ${what}`] };
  }
}

function reporters(runner: Runner, report: string): readonly string[] {
  return runner === 'vitest'
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : ['--reporter=list,json'];
}

async function environment(runner: Runner, report: string): Promise<Readonly<Record<string, string>>> {
  if (runner === 'vitest') return {};
  return { PLAYWRIGHT_JSON_OUTPUT_FILE: report, CHROMIUM_PATH: await findChromium('shell') };
}

await mkdir(REPORTS, { recursive: true });
const results = await runSteps(STEPS, run, () => performance.now());
console.log(`\n${summaryOf(results)}`);
if (results.some(({ state }) => state !== 'passed')) process.exitCode = 1;
