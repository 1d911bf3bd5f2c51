import { toFailure } from '../core/project/failure.ts';
import { readiness } from '../core/training/readiness.ts';
import type { RunOptions } from '../workers/client.ts';
import type { JobRequest, Progress } from '../workers/protocol.ts';
import type { SliceContext } from './context.ts';
import { startEngine } from './engine.ts';
import type { State } from './state.ts';

type Kind = 'searchRate' | 'advise';

interface PhotoJob<Result> {
  readonly ask: (request: JobRequest<Kind>, options: RunOptions<Kind>) => Promise<Result>;
  /** `progress`: of the photos that have to be looked at first; null while none are. */
  readonly show: (running: boolean, progress: Progress | null) => void;
  /** Null: the last result holds no longer. `asked`: the state that it was asked for. */
  readonly take: (result: Result | null, asked: State) => void;
  /** Title of the notice where it fails. */
  readonly failed: string;
}

/** A measurement on the photos that is asked for once at a time, and can be stopped. */
export function photoJob<Result>(
  { get, report }: Pick<SliceContext, 'get' | 'report'>,
  { ask, show, take, failed }: PhotoJob<Result>,
): { readonly run: () => Promise<void>; readonly stop: () => void } {
  let running: AbortController | null = null;
  const run = async () => {
    const asked = get();
    const { recipe, dataset } = asked;
    if (running || !readiness(dataset).ready) return;
    running = new AbortController();
    show(true, null);
    take(null, asked);
    startEngine(asked);
    try {
      const { classes, samples } = dataset;
      const result = await ask(
        { recipe, classes, samples },
        {
          signal: running.signal,
          onEvent: (event) => show(true, event.kind === 'extracting' ? event.progress : null),
        },
      );
      take(result, asked);
    } catch (error) {
      if (toFailure(error).code !== 'cancelled') report('model', failed)(error);
    } finally {
      running = null;
      show(false, null);
    }
  };
  return { run, stop: () => running?.abort() };
}
