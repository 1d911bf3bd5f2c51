import type { Browser } from '@playwright/test';
import type { Run } from '../../src/core/training/run.ts';
import { type PanelFailure, type PanelResult, resultOf, triedAs } from './figures.ts';
import type { PanelOptions } from './options.ts';
import type { PanelSet } from './sets.ts';
import { type Sitting, sitDown } from './sitting.ts';
import { nameOf, type Variant } from './variants.ts';

/**
 * Takes one data set through the page with every backbone and recipe. One that fails is told with its words, and the
 * next one begins anew.
 * @param say tells what is being done
 */
export async function measureSet(
  browser: Browser,
  address: string,
  set: PanelSet,
  variants: readonly Variant[],
  options: Pick<PanelOptions, 'threads'>,
  say: (line: string) => void,
): Promise<{ readonly results: readonly PanelResult[]; readonly failures: readonly PanelFailure[] }> {
  const results: PanelResult[] = [];
  const failures: PanelFailure[] = [];
  const tell = (line: string) => say(`${set.name}: ${line}`);
  let sitting: Sitting | null = null;
  for (const variant of variants) {
    const tried = triedAs(variant, variants);
    try {
      tell(nameOf(variant));
      sitting ??= await sitDown(browser, address, set, options, tell);
      const runs: Run[] = [];
      for (const seed of variant.seeds ?? [null]) {
        if (seed !== null) tell(`${nameOf(variant)}, seed ${seed}`);
        runs.push(await sitting.train(variant, seed));
      }
      results.push(resultOf(set.name, tried, runs));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      tell(`${nameOf(variant)} failed: ${words}`);
      failures.push({ set: set.name, ...tried, words });
      await sitting?.close();
      sitting = null;
    }
  }
  await sitting?.close();
  return { results, failures };
}
