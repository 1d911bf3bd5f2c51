import type { Page } from '@playwright/test';

/** Where the observer keeps what it saw, in the page's window. */
interface Watched {
  benchLongest?: number;
}

/** Has the page's next documents watched for tasks of 50 ms and more, which is what browsers report. */
export async function watchMainThread(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched = window as Watched;
    watched.benchLongest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        watched.benchLongest = Math.max(watched.benchLongest ?? 0, duration);
    }).observe({ type: 'longtask', buffered: true });
  });
}

/** The longest task of the page's main thread since its document began, milliseconds. */
export async function longestTask(page: Page): Promise<number | '<50'> {
  const longest = await page.evaluate(() => (window as Watched).benchLongest);
  if (longest === undefined) throw new Error('the page was not watched');
  return longest === 0 ? '<50' : longest;
}
