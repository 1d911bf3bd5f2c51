import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type Waits, waitsOf } from './recorder.ts';
import { scriptOf, stacksOf } from './stacks.ts';

/** How often it looks; milliseconds. */
const LOOK_EVERY = 5000;
/** Whoever has not answered a question by then is busy or blocked; milliseconds. */
const ANSWER = 10_000;

/** A step of the page that came to a standstill. */
export class StandstillError extends Error {}

/**
 * Waits for a step of the page.
 * @param still milliseconds without any change on the page and any word of its worker
 * @throws StandstillError when they are over; what the step itself throws
 */
export async function watched<T>(page: Page, still: number, step: Promise<T>): Promise<T> {
  const done = new AbortController();
  // It goes on waiting when nobody waits for it any more, until the page is closed.
  step.catch(() => undefined);
  try {
    return await Promise.race([step, standstill(page, still, done.signal)]);
  } finally {
    done.abort();
  }
}

async function standstill(page: Page, still: number, done: AbortSignal): Promise<never> {
  let before: string | null = null;
  let changed = performance.now();
  for (;;) {
    await setTimeout(LOOK_EVERY, undefined, { signal: done }).catch(() => undefined);
    // The race is over: whatever it was, nobody hears it.
    if (done.aborted) throw new Error('the step has ended');
    // A page that doesn't answer has not changed.
    const now: string | null = (await within(ANSWER, looks(page))) ?? before;
    if (now !== before) changed = performance.now();
    before = now;
    if (performance.now() - changed >= still)
      throw new StandstillError(`nothing has changed for ${still / 1000} s`);
  }
}

/** What the page shows, and how often it has heard of its worker. */
async function looks(page: Page): Promise<string> {
  try {
    const shown = await page.evaluate(() =>
      [
        document.body?.textContent,
        ...[...document.querySelectorAll('[aria-valuenow]')].map((bar) => bar.getAttribute('aria-valuenow')),
      ].join('\n'),
    );
    const { heard } = await waitsOf(page);
    return `${heard}\n${shown}`;
  } catch (error) {
    // Another document has begun meanwhile.
    if (String(error).includes('context was destroyed')) return String(performance.now());
    throw error;
  }
}

/**
 * Tells what the page, its workers, the loaders and the locks wait for, and takes a screenshot.
 * @param screenshot the picture's path
 */
export async function tellStandstill(page: Page, screenshot: string): Promise<readonly string[]> {
  const stacks = await stacksOf(page);
  const parts = await Promise.all([
    told('the page', waitsOf(page)),
    ...page.workers().map((worker) => told(scriptOf(worker.url()), waitsOf(worker))),
    asked('the locks', locksOf(page)),
    asked('the page', words(page)),
  ]);
  const taken = asked(
    'the screenshot',
    page.screenshot({ path: screenshot, timeout: ANSWER }).then(() => [`screenshot: ${screenshot}`]),
  );
  return [...parts.flat(), ...stacks, ...(await taken)];
}

/** What a side waits for; that it is busy, where it does not answer. */
const told = (who: string, waits: Promise<Waits>) =>
  asked(
    who,
    waits.then(({ lines }) => [`${who} answers`, ...lines.map((line) => `${who} waits ${line}`)]),
  );

/** What somebody says, in lines; why nothing, where nothing is said. */
async function asked(who: string, answer: Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return (await within(ANSWER, answer)) ?? [`${who}: busy or blocked, no answer in ${ANSWER / 1000} s`];
  } catch (error) {
    return [`${who}: ${error instanceof Error ? error.message : error}`];
  }
}

const locksOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [
      ...held.map(({ name, mode }) => `lock held: ${name} (${mode})`),
      ...pending.map(({ name, mode }) => `lock waited for: ${name} (${mode})`),
    ];
  });

/** What the page says of its state. */
const words = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const places = '.notice, .status, .tab-banner, [role=progressbar], dialog[open]';
    return [...document.querySelectorAll(places)]
      .map((part) => (part.getAttribute('aria-valuetext') ?? part.textContent).replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== '')
      .map((text) => `the page shows: ${text}`);
  });

/** null: it took longer. */
async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | null> {
  const over = new AbortController();
  const late = setTimeout(milliseconds, null, { signal: over.signal }).catch(() => null);
  // Whoever answers after all, or is closed meanwhile, is not waited for any more.
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    over.abort();
  }
}
