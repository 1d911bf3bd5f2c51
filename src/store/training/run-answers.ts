import { fromColumns } from '../../core/evaluation/answer-columns.ts';
import type { AnsweredRun, Run, RunAnswers } from '../../core/training/run.ts';
import type { EngineClient } from '../../workers/runtime/client.ts';

/** Runs whose answers stay in memory: those that are looked at. Of 10,000 photos and 100 classes they take 4 MB. */
const KEPT = 8;

type Judged = Pick<Run, 'train' | 'validation' | 'test'>;

interface Held {
  /** Of the answers: they are read anew once a split is judged again. */
  readonly of: Judged;
  readonly reading: Promise<RunAnswers>;
  /** Null while they are read. */
  answers: RunAnswers | null;
}

/** By the run's id, the latest last. */
const held = new Map<string, Held>();

const isOf = ({ of }: Held, run: Judged): boolean =>
  of.train === run.train && of.validation === run.validation && of.test === run.test;

/** A run with its answers, where they are in memory. */
export function heldAnswers(run: Run): AnsweredRun | null {
  const found = held.get(run.id);
  return found?.answers && isOf(found, run) ? { ...run, answers: found.answers } : null;
}

/**
 * A run with its answers.
 * @throws FailureError where they can't be read
 */
export async function readAnswers(client: Pick<EngineClient, 'run'>, run: Run): Promise<AnsweredRun> {
  const { id, train, validation, test } = run;
  const before = held.get(id);
  const found: Held =
    before && isOf(before, run)
      ? before
      : { of: { train, validation, test }, reading: read(client, run), answers: null };
  held.delete(id);
  held.set(id, found);
  for (const oldest of held.keys()) if (held.size > KEPT) held.delete(oldest);
  try {
    found.answers = await found.reading;
    return { ...run, answers: found.answers };
  } catch (error) {
    if (held.get(id) === found) held.delete(id);
    throw error;
  }
}

async function read(client: Pick<EngineClient, 'run'>, run: Run): Promise<RunAnswers> {
  const stored = await client.run('answers', { runId: run.id });
  // Answers that a run's summary does not know are of a judging that was cut off.
  const of = (split: keyof RunAnswers) => (run[split] && stored[split] ? fromColumns(stored[split]) : null);
  return { train: of('train'), validation: of('validation'), test: of('test') };
}
