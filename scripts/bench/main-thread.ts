import type { CDPSession, Page } from '@playwright/test';

/** Where the page's window keeps what was seen. */
interface Watched {
  benchTasks?: { longest: number; readonly observer: PerformanceObserver };
}

/** Has the page's next documents watched for tasks of 50 ms and more, which is what browsers report. */
export async function watchMainThread(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.longest = Math.max(tasks.longest, duration);
    });
    const tasks = { longest: 0, observer };
    (window as Watched).benchTasks = tasks;
    observer.observe({ type: 'longtask', buffered: true });
  });
}

/** The longest task of the page's main thread since the last question or the document's begin, ms; 0: none of 50. */
export async function longestTask(page: Page): Promise<number> {
  const longest = await page.evaluate(() => {
    const tasks = (window as Watched).benchTasks;
    if (tasks === undefined) return null;
    const pending = tasks.observer.takeRecords().map(({ duration }) => duration);
    const seen = Math.max(tasks.longest, ...pending);
    tasks.longest = 0;
    return seen;
  });
  if (longest === null) throw new Error('the page was not watched');
  return longest;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Time that the thread was running, microseconds. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * Has the browser trace its threads' tasks from now on.
 * @returns to be called at the end: the most that one task of the page's main thread computed, milliseconds
 */
export async function traceMainThread(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel'], recordMode: 'recordAsMuchAsPossible' },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    const main = new Set(
      events
        .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const times = events
      .filter(({ ph, name, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && main.has(`${pid} ${tid}`))
      .map(({ tdur = 0 }) => tdur / 1000);
    if (times.length === 0) throw new Error("the browser's trace has no task of the page");
    return times.reduce((longest, time) => Math.max(longest, time), 0);
  };
}
