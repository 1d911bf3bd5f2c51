import type { Page } from '@playwright/test';
import type { Split } from '../../src/core/dataset/dataset.ts';
import { type AnswerColumns, fromColumns } from '../../src/core/evaluation/answer-columns.ts';
import { correctCount, type Evaluation } from '../../src/core/evaluation/evaluation.ts';
import type { AnsweredRun, Run } from '../../src/core/training/run.ts';
import { mean, type SplitFigures } from './figures.ts';

/** The runs that a person has trained with their answers, as the page has stored them, oldest first. */
export async function storedRuns(page: Page): Promise<readonly AnsweredRun[]> {
  const stored = await page.evaluate(
    () =>
      new Promise<{ runs: Run[]; keys: [string, Split][]; answers: AnswerColumns[] }>((resolve, reject) => {
        const opening = indexedDB.open('headstart');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction(['runs', 'answers']);
          const runs = reading.objectStore('runs').getAll();
          const keys = reading.objectStore('answers').getAllKeys();
          const answers = reading.objectStore('answers').getAll();
          reading.onerror = () => reject(reading.error);
          reading.oncomplete = () => {
            opening.result.close();
            resolve({ runs: runs.result, keys: keys.result as [string, Split][], answers: answers.result });
          };
        };
      }),
  );
  const answered = new Map(
    stored.keys.map(([id, split], i) => [`${id} ${split}`, stored.answers[i]] as const),
  );
  const said = ({ id }: Run, split: Split) => {
    const columns = answered.get(`${id} ${split}`);
    return columns ? fromColumns(columns) : null;
  };
  return stored.runs
    .map((run) => ({
      ...run,
      answers: { train: said(run, 'train'), validation: said(run, 'validation'), test: said(run, 'test') },
    }))
    .sort((a, b) => a.createdAt - b.createdAt);
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
