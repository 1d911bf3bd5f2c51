import type { Page } from '@playwright/test';

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
