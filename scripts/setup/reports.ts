/** How many of a runner's tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What is known of those that failed, a line each. */
  readonly failures: readonly string[];
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

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults?: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    /** Of a file that could not be run. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function tallyOfVitest(report: unknown): Tally {
  const { numPassedTests, numFailedTests, testResults = [] } = report as VitestReport;
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [lineOf(name, message)]
      : assertionResults
          .filter((result) => result.status === 'failed')
          .map(({ fullName, failureMessages }) => lineOf(fullName, failureMessages[0])),
  );
  return { passed: numPassedTests, failed: numFailedTests, failures };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

interface PlaywrightReport extends PlaywrightSuite {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  /** Of the run as a whole, such as a server that did not start. */
  readonly errors: readonly { readonly message?: string }[];
}

function tallyOfPlaywright(report: unknown): Tally {
  const { stats, errors, ...root } = report as PlaywrightReport;
  const failures = [...errors.map(({ message }) => lineOf('the run as a whole', message)), ...failedOf(root)];
  // A test that passes only when tried again has failed once: it counts as failed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, failures };
}

function failedOf({ suites = [], specs = [] }: PlaywrightSuite): readonly string[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => lineOf(`${file}: ${title}`, results.find(({ error }) => error)?.error?.message)),
  );
  return [...own, ...suites.flatMap(failedOf)];
}

const lineOf = (name: string, message = ''): string => `${name}: ${message.split('\n')[0]}`;
