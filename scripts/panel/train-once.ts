import type { Browser, Page } from '@playwright/test';
import { Guard } from '../../e2e/fixtures/guard.ts';
import type { AnsweredRun } from '../../src/core/training/run.ts';
import { newProfile } from '../bench/browser.ts';
import { Journey } from '../bench/journey.ts';
import { storedRuns } from '../bench/stored-runs.ts';
import { until } from '../bench/until.ts';
import type { PanelSet } from './sets.ts';
import type { Variant } from './variants.ts';

/** Where the page is, and what computes. */
export interface Place {
  readonly browser: Browser;
  /** Of the page. */
  readonly address: string;
  /** Of the WASM backend; null: as the page chooses. */
  readonly threads: number | null;
}

/**
 * Drops a data set on the page, trains and opens the test envelope. Each training has a profile of its own: the page keeps
 * features, remembers what it has found out to read, and once the test photos were looked at, it judges training photos
 * in other folds, with those together that are near-duplicates through a test photo.
 * @param seed null: the recipe has none
 * @param tell hears what the page says by the way: its notices, and errors in its console
 * @returns the run as the page has stored it
 * @throws with the page's own words where it tells of an error
 */
export async function trainOnce(
  { browser, address, threads }: Place,
  set: PanelSet,
  variant: Variant,
  seed: number | null,
  tell: (line: string) => void,
): Promise<AnsweredRun> {
  const context = await newProfile(browser);
  const guard = new Guard(new URL(address).origin);
  guard.watch(context);
  try {
    const page = await context.newPage();
    const journey = new Journey(page);
    const listen = async () => {
      for (const words of await journey.readNotices()) tell(`the page tells: ${words}`);
    };
    await journey.open(address, { backend: 'wasm', threads });
    await journey.dropFolder(set.folder);
    await listen();
    if (variant.file !== null) await journey.openRecipe(variant.file);
    await journey.chooseBackbone(variant.backbone);
    await journey.train(1, seed);
    await journey.openTest();
    await listen();
    const run = await storedRun(page);
    const judged = run.test?.total ?? 0;
    if (judged < set.testFiles)
      tell(`${judged} of ${set.testFiles} test photos were judged: some are the same, or can't be read`);
    return run;
  } finally {
    for (const problem of guard.problems) tell(problem);
    await context.close();
  }
}

/** The one run, once its test is stored: the page shows it before. */
async function storedRun(page: Page): Promise<AnsweredRun> {
  let found: AnsweredRun | undefined;
  await until(async () => {
    [found] = await storedRuns(page);
    return found?.test != null;
  });
  if (!found) throw new Error('the run was not stored');
  return found;
}
