import { useEffect, useMemo, useRef, useState } from 'react';
import { toFailure } from '../../core/project/failure.ts';
import { type AnsweredRun, noAnswers, type Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { heldAnswers } from '../../store/training/run-answers.ts';

interface Found {
  readonly of: readonly Run[];
  readonly runs: readonly AnsweredRun[];
}

/**
 * Runs with their answers; null while these are read.
 * @param runs the same array for the same runs
 */
export function useAnsweredRuns(runs: readonly Run[]): readonly AnsweredRun[] | null {
  const [found, setFound] = useState<Found | null>(null);
  const answered = useMemo(() => {
    if (found?.of === runs) return found.runs;
    const held = runs.flatMap((run) => heldAnswers(run) ?? []);
    return held.length === runs.length ? held : null;
  }, [runs, found]);
  useEffect(() => {
    if (answered) return;
    let left = false;
    const { answersOf, notify } = useStore.getState();
    Promise.all(runs.map(answersOf))
      .catch((error: unknown) => {
        const title = 'What the run said of the photos could not be read';
        notify({ tone: 'error', stage: 'evaluate', title, failures: [toFailure(error)] });
        return runs.map((run) => ({ ...run, answers: noAnswers }));
      })
      .then((read) => {
        if (!left) setFound({ of: runs, runs: read });
      });
    return () => {
      left = true;
    };
  }, [runs, answered]);
  return answered;
}

const none: readonly Run[] = [];

/** A run with its answers; while these are read, the one before it. Null where there is none yet. */
export function useAnsweredRun(run: Run | undefined): AnsweredRun | null {
  const runs = useMemo(() => (run ? [run] : none), [run]);
  const answered = useAnsweredRuns(runs);
  const latest = useRef<AnsweredRun | null>(null);
  if (answered) latest.current = answered[0] ?? null;
  return latest.current;
}
