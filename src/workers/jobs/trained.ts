import { FailureError } from '../../core/project/failure.ts';
import type { Head } from '../../core/training/head.ts';
import type { Run } from '../../core/training/run.ts';
import { getHead, getRun } from '../../storage/runs.ts';

let latest: { readonly run: Run; readonly head: Head } | null = null;

/**
 * A run with its weights; the last one asked for stays in memory.
 * @throws FailureError 'not-found'
 */
export async function trained(runId: string): Promise<{ readonly run: Run; readonly head: Head }> {
  if (latest?.run.id === runId) return latest;
  const [run, head] = await Promise.all([getRun(runId), getHead(runId)]);
  if (!run || !head)
    throw new FailureError({
      code: 'not-found',
      what: 'The trained model of this run is not stored any more.',
      todo: 'Train again, or choose another run.',
    });
  latest = { run, head };
  return latest;
}
