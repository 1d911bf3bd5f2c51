import type { Page } from '@playwright/test';
import type { Evaluation } from '../../src/core/evaluation/evaluation.ts';
import { correctCount } from '../../src/core/evaluation/words.ts';
import type { Run } from '../../src/core/training/run.ts';
import { mean, type SplitFigures } from './figures.ts';

/** The runs that a person has trained, as the page has stored them, oldest first. */
export async function storedRuns(page: Page): Promise<readonly Run[]> {
  const runs = await page.evaluate(
    () =>
      new Promise<Run[]>((resolve, reject) => {
        const opening = indexedDB.open('headstart');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('runs').objectStore('runs').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
  );
  return runs.toSorted((a, b) => a.createdAt - b.createdAt);
}

/** One split's results of some runs; null where a run has none. */
export function splitFigures(evaluations: readonly (Evaluation | null)[]): SplitFigures | null {
  const all = evaluations.filter((evaluation) => evaluation !== null);
  const total = all[0]?.predictions.length ?? 0;
  if (total === 0 || all.length < evaluations.length) return null;
  const correct = all.map(correctCount);
  const right = all.map(({ predictions }) =>
    predictions.map(({ label, predicted }) => (label === predicted ? '1' : '0')).join(''),
  );
  const accuracy = correct.map((count) => count / total);
  return { accuracy, mean: mean(accuracy), correct, right, total };
}
