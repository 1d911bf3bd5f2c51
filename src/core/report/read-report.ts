import type { ReportInput } from './input.ts';
import type { Report } from './report.ts';
import { reportParts } from './report-parts.ts';

/** For tests: the report, made in one go. */
export function reportOf(input: ReportInput): Report {
  const parts = reportParts(input);
  for (;;) {
    const step = parts.next();
    if (step.done) return step.value;
  }
}
