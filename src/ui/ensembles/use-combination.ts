import { useEffect, useState } from 'react';
import { type Combination, combine } from '../../core/prediction/combine.ts';
import type { EnsembleMember, EnsembleMethod } from '../../core/prediction/ensemble.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import type { AnsweredRun } from '../../core/training/run.ts';
import { nextTask } from '../../store/runtime/next-task.ts';

/** Milliseconds of a task, after which the page gets its turn. */
const SLICE = 10;

interface Found {
  readonly combination: Combination | null;
  readonly failure: Failure | null;
  /** Of which runs. */
  readonly runs: readonly AnsweredRun[];
  readonly how: EnsembleMethod | readonly EnsembleMember[];
}

const nothing: Found = { combination: null, failure: null, runs: [], how: 'mean' };

/**
 * How well runs answer together, worked out in short tasks; until it's there, what was found for the ones before.
 * @param runs the same array for the same runs; of fewer than one nothing is found
 */
export function useCombination(
  runs: readonly AnsweredRun[],
  how: EnsembleMethod | readonly EnsembleMember[],
): Pick<Found, 'combination' | 'failure'> & { readonly working: boolean } {
  const [found, setFound] = useState<Found>(nothing);
  useEffect(() => {
    let left = false;
    let began = performance.now();
    const pause = async () => {
      if (performance.now() - began < SLICE) return;
      await nextTask();
      // Others have been asked for: nobody waits for these.
      if (left) throw new DOMException('', 'AbortError');
      began = performance.now();
    };
    const show = (next: Pick<Found, 'combination' | 'failure'>) => {
      if (!left) setFound({ ...next, runs, how });
    };
    if (runs.length > 0)
      combine(runs, how, pause).then(
        (combination) => show({ combination, failure: null }),
        (error: unknown) => show({ combination: null, failure: toFailure(error) }),
      );
    return () => {
      left = true;
    };
  }, [runs, how]);
  if (runs.length === 0) return { ...nothing, working: false };
  return { ...found, working: found.runs !== runs || found.how !== how };
}
