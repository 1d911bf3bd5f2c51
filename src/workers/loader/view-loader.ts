import { FailureError } from '../../core/project/failure.ts';
import type { Pixels } from '../../engine/augmentation/draw-view.ts';
import type { LoadReply, LoadRequest } from './messages.ts';

/** Draws views of stored photos in workers of its own, so that the model doesn't wait for it. */
export interface ViewLoader {
  /**
   * @returns the pixels of each view, in their order
   * @throws FailureError 'not-found', 'damaged-image'; AbortError where the loader was stopped
   */
  readonly load: (picture: Omit<LoadRequest, 'id' | 'size'>) => Promise<readonly Pixels[]>;
  /** Ends the workers; what is still under way is rejected. */
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (pixels: readonly Pixels[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Each has two photos open. */
const MOST_WORKERS = 4;

/** How many workers draw beside a model. @param cores of the machine, at least 1 */
export const loaderWorkers = (cores: number): number => Math.min(MOST_WORKERS, Math.max(1, cores - 1));

/**
 * Starts workers that draw. To be closed by whoever starts it; `signal` closes it too.
 * @param createWorker starts one of them
 * @param count how many
 * @param size side of a view, pixels
 */
export function startViewLoader(
  createWorker: () => Worker,
  count: number,
  size: number,
  signal: AbortSignal,
): ViewLoader {
  signal.throwIfAborted();
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
  signal.addEventListener('abort', () => end(signal.reason), { signal: ending.signal });
  const settle = (reply: LoadReply): void => {
    const job = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('pixels' in reply) job?.resolve(reply.pixels);
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
    load: (picture) =>
      new Promise((resolve, reject) => {
        if (ending.signal.aborted) return reject(ending.signal.reason);
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        workers[id % count]?.postMessage({ ...picture, id, size } satisfies LoadRequest);
      }),
    close: () => end(new DOMException('The loader is closed.', 'AbortError')),
  };
}
