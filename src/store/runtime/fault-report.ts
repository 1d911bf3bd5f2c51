/** An error's own words, for the person; the rest is in its report. */
export const faultWords = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Whether a part of the page could not be fetched, rather than that it went wrong. Each browser has words of its own. */
export const isUnfetched = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script|preload CSS|Failed to fetch/i.test(error.message);

/** What whoever mends the page wants to know of an error: where it came from, and in which browser. */
export function faultReport(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause ? `\ncaused by ${faultReport(error.cause)}` : '';
  return `${stack}${cause}`;
}

/** A report with what is the same for all: the time, the page without its lesson, the browser. */
export const wholeReport = (fault: string): string =>
  [
    'Headstart report',
    new Date().toISOString(),
    `${location.origin}${location.pathname}${location.search}`,
    navigator.userAgent,
    '',
    fault,
  ].join('\n');
