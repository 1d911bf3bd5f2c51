import type { AnsweredRun } from '../../src/core/training/run.ts';
import { type PanelFailure, type PanelResult, resultOf, triedAs } from './figures.ts';
import type { PanelSet } from './sets.ts';
import { type Place, trainOnce } from './train-once.ts';
import { nameOf, type Variant } from './variants.ts';

/**
 * Takes one data set through the page with every backbone and recipe. One that fails is told with its words, the others
 * go on.
 * @param say tells what is being done
 */
export async function measureSet(
  place: Place,
  set: PanelSet,
  variants: readonly Variant[],
  say: (line: string) => void,
): Promise<{ readonly results: readonly PanelResult[]; readonly failures: readonly PanelFailure[] }> {
  const results: PanelResult[] = [];
  const failures: PanelFailure[] = [];
  const tell = (line: string) => say(`${set.name}: ${line}`);
  for (const variant of variants) {
    const tried = triedAs(variant, variants);
    try {
      const runs: AnsweredRun[] = [];
      for (const seed of variant.seeds ?? [null]) {
        tell(`${nameOf(variant)}${seed === null ? '' : `, seed ${seed}`}`);
        runs.push(await trainOnce(place, set, variant, seed, tell));
      }
      results.push(resultOf(set.name, tried, runs));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      tell(`${nameOf(variant)} failed: ${words}`);
      failures.push({ set: set.name, ...tried, words });
    }
  }
  return { results, failures };
}
