import type { Browser } from '@playwright/test';
import { Guard } from '../../e2e/fixtures/guard.ts';
import type { Run } from '../../src/core/training/run.ts';
import { newProfile } from '../bench/browser.ts';
import { Journey } from '../bench/journey.ts';
import { storedRuns } from '../bench/stored-runs.ts';
import { until } from '../bench/until.ts';
import type { PanelOptions } from './options.ts';
import type { PanelSet } from './sets.ts';
import type { Variant } from './variants.ts';

/** A person at the page with one data set. */
export interface Sitting {
  /**
   * Trains and opens the test envelope.
   * @param seed null: the recipe has none
   * @returns the run as the page has stored it
   * @throws with the page's own words where it tells of an error
   */
  train(variant: Variant, seed: number | null): Promise<Run>;
  close(): Promise<void>;
}

/**
 * Opens the page in a profile of its own, so that nothing of another data set is in it, and drops the folder.
 * @param address of the page
 * @param tell hears what the page says by the way: its notices, and errors in its console
 * @throws with the page's own words where it takes no photos
 */
export async function sitDown(
  browser: Browser,
  address: string,
  set: PanelSet,
  { threads }: Pick<PanelOptions, 'threads'>,
  tell: (line: string) => void,
): Promise<Sitting> {
  const context = await newProfile(browser);
  const guard = new Guard(new URL(address).origin);
  guard.watch(context);
  const page = await context.newPage();
  const journey = new Journey(page);
  const openPage = () => journey.open(address, { backend: 'wasm', threads });
  const told = new Set<string>();
  const listen = async () => {
    const said = [
      ...(await journey.readNotices()).map((words) => `the page tells: ${words}`),
      ...guard.problems,
    ];
    for (const line of said.filter((words) => !told.has(words))) {
      told.add(line);
      tell(line);
    }
  };
  let runs = 0;

  const train = async (variant: Variant, seed: number | null): Promise<Run> => {
    if (runs > 0) {
      // The worker remembers what it has found out to read, and would take no time for it.
      await openPage();
      await journey.returned();
    }
    if (variant.file !== null) await journey.openRecipe(variant.file);
    else if (runs > 0) await journey.resetRecipe();
    await journey.chooseBackbone(variant.backbone);
    await journey.train(runs + 1, seed);
    await journey.openTest();
    runs += 1;
    const stored = async () => (await storedRuns(page))[runs - 1];
    // The page shows a result before it is written.
    await until(async () => (await stored())?.test != null);
    const run = await stored();
    if (!run) throw new Error('the run was not stored');
    const judged = run.test?.predictions.length ?? 0;
    if (judged < set.testFiles)
      tell(`${judged} of ${set.testFiles} test photos were judged: some are the same, or can't be read`);
    return run;
  };

  try {
    await openPage();
    await journey.dropFolder(set.folder);
    await listen();
  } catch (error) {
    await listen().catch(() => undefined);
    await context.close();
    throw error;
  }
  return {
    train: async (variant, seed) => {
      try {
        return await train(variant, seed);
      } finally {
        await listen().catch(() => undefined);
      }
    },
    close: () => context.close(),
  };
}
