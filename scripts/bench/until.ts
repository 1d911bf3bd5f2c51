import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';

/** Milliseconds. */
export const MINUTE = 60_000;
/** Longest that one step may take; a large data set on a slow backend takes its time. */
const LONGEST = 120 * MINUTE;

/**
 * Looks once a second. Playwright's own waiting looks at every frame, which costs what is being measured.
 * @param longest milliseconds
 * @throws when they are over
 */
export async function until(reached: () => Promise<boolean>, longest = LONGEST): Promise<void> {
  const latest = performance.now() + longest;
  while (!(await reached())) {
    if (performance.now() > latest)
      throw new Error(`the page took more than ${longest / MINUTE} minutes for a step`);
    await setTimeout(1000);
  }
}

/**
 * Waits for a result on the page.
 * @param stage where the page would tell of an error, besides the notices of no stage; what other stages tell is of before
 * @param longest milliseconds
 * @throws with the page's own words where it tells of an error instead
 */
export async function settled(
  page: Page,
  result: Locator,
  stage?: 'data' | 'model' | 'use',
  longest = LONGEST,
): Promise<void> {
  const places = stage === undefined ? '#train, #evaluate' : `#${stage}`;
  const error = page.locator(`:is(${places}, .notices) .notice-error, .status-failed`);
  await until(async () => (await result.first().isVisible()) || (await error.first().isVisible()), longest);
  if (!(await result.first().isVisible()))
    throw new Error(
      `the page says: ${(await error.first().allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ')}`,
    );
}
