/** How many of a runner's tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Who wrote a report, and so how it is read. */
export type Runner = 'vitest' | 'playwright';

/** The runner's own count, of its JSON report. Throws where the report holds none. */
export function tallyOf(runner: Runner, report: unknown): Tally {
  const tally = runner === 'vitest' ? tallyOfVitest(report) : tallyOfPlaywright(report);
  if (!Number.isInteger(tally.passed) || !Number.isInteger(tally.failed)) {
    throw new Error(`the report of ${runner} holds no counts`);
  }
  return tally;
}

function tallyOfVitest(report: unknown): Tally {
  const { numPassedTests, numFailedTests } = report as { numPassedTests: number; numFailedTests: number };
  return { passed: numPassedTests, failed: numFailedTests };
}

function tallyOfPlaywright(report: unknown): Tally {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number };
    /** Of the run as a whole, such as a server that did not start. */
    errors: readonly unknown[];
  };
  // A test that passes only when tried again has failed once: it counts as failed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
