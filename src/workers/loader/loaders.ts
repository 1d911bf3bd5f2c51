import { FailureError } from '../../core/project/failure.ts';
import type { LoaderTask, LoaderTasks, LoadReply, LoadRequest } from './messages.ts';

/** Workers that decode and draw, so that neither the model nor the reading of files waits for it. */
export interface Loaders {
  /**
   * @param transfer what is handed over
   * @throws FailureError 'not-found', 'damaged-image', 'unsupported-format'; AbortError where they were stopped
   */
  readonly ask: <K extends LoaderTask>(
    task: K,
    wanted: LoaderTasks[K]['wanted'],
    transfer?: Transferable[],
  ) => Promise<LoaderTasks[K]['made']>;
  /** Aborted when they have ended, in whatever way. */
  readonly ended: AbortSignal;
  /** Ends the workers; what is still under way is rejected. */
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (made: LoaderTasks[LoaderTask]['made']) => void;
  readonly reject: (error: unknown) => void;
}

/** Each has two photos open. */
const MOST_WORKERS = 4;

/** How many workers load on so many cores, at least 1. */
export const loaderWorkers = (cores: number): number => Math.min(MOST_WORKERS, Math.max(1, cores));

/** The machine's. */
export const cores = (): number => navigator.hardwareConcurrency || 1;

/**
 * Starts loaders. To be closed by whoever starts them; `signal` closes them too.
 * @param createWorker starts one of them
 * @param count how many
 */
export function startLoaders(createWorker: () => Worker, count: number, signal?: AbortSignal): Loaders {
  signal?.throwIfAborted();
  const waiting = new Map<number, Waiting>();
  const workers = Array.from({ length: count }, createWorker);
  const ending = new AbortController();
  let nextId = 0;
  const end = (why: unknown): void => {
    if (ending.signal.aborted) return;
    ending.abort(why);
    for (const worker of workers) worker.terminate();
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  signal?.addEventListener('abort', () => end(signal.reason), { signal: ending.signal });
  const settle = (reply: LoadReply): void => {
    const job = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('made' in reply) job?.resolve(reply.made);
    else job?.reject(new FailureError(reply.failure));
  };
  for (const worker of workers) {
    worker.addEventListener('message', ({ data }: MessageEvent<LoadReply>) => settle(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(new Error(event.message || 'What draws the photos could not be loaded.'));
    });
  }

  return {
    ask: <K extends LoaderTask>(
      task: K,
      wanted: LoaderTasks[K]['wanted'],
      transfer: Transferable[] = [],
    ): Promise<LoaderTasks[K]['made']> =>
      new Promise((resolve, reject) => {
        if (ending.signal.aborted) return reject(ending.signal.reason);
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        workers[id % count]?.postMessage({ id, task, wanted } as LoadRequest, transfer);
      }),
    ended: ending.signal,
    close: () => end(new DOMException('The loaders are closed.', 'AbortError')),
  };
}

export const createLoader = (): Worker =>
  new Worker(new URL('./loader.worker.ts', import.meta.url), { type: 'module', name: 'loader' });
