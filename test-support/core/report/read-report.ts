import type { ReportInput } from '../../../src/core/report/input.ts';
import type { Report } from '../../../src/core/report/report.ts';
import { reportParts } from '../../../src/core/report/report-parts.ts';

/** For tests: the report, made in one go. */
export function reportOf(input: ReportInput): Report {
  const parts = reportParts(input);
  for (;;) {
    const step = parts.next();
    if (step.done) return step.value;
  }
}
