import { FailureError } from '../../core/project/failure.ts';
import type { Pixels } from '../../engine/augmentation/draw-view.ts';
import type { Drawing, LoadReply, LoadRequest } from './messages.ts';

/** Draws views of stored photos in workers of its own, so that the model doesn't wait for it. */
export interface ViewLoader {
  /**
   * @returns the pixels of each view, in their order
   * @throws FailureError 'not-found', 'damaged-image'; AbortError where the loader was stopped
   */
  readonly load: (picture: Omit<Drawing, 'size'>) => Promise<readonly Pixels[]>;
  /** Ends the workers; what is still under way is rejected. */
  readonly close: () => void;
}

interface Waiting {
  readonly drawing: Drawing;
  readonly resolve: (pixels: readonly Pixels[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Each has two photos open. */
const MOST_WORKERS = 4;

/** How many workers draw beside a model. @param cores of the machine, at least 1 */
export const loaderWorkers = (cores: number): number => Math.min(MOST_WORKERS, Math.max(1, cores - 1));

/** How long a worker may take for its first photo: on first visits in Firefox one was seen, now and then, that never began. */
export const SILENCE_MS = 10_000;

/**
 * Starts workers that draw. To be closed by whoever starts it; `signal` closes it too. Where the browser can't load them,
 * all is drawn here, one photo after another: WebKit doesn't ask the service worker for the script of a worker's worker,
 * so there are none without a network. The same where one of them says nothing to its first photo for ten seconds.
 * @param createWorker starts one of them
 * @param drawHere draws a photo without a worker
 * @param count how many
 * @param size side of a view, pixels
 */
export function startViewLoader(
  createWorker: () => Worker,
  drawHere: (drawing: Drawing) => Promise<readonly Pixels[]>,
  count: number,
  size: number,
  signal: AbortSignal,
): ViewLoader {
  signal.throwIfAborted();
  const waiting = new Map<number, Waiting>();
  const workers = Array.from({ length: count }, createWorker);
  const ending = new AbortController();
  let nextId = 0;
  /** Of each worker that was asked, what ends its silence. */
  const timers = new Map<Worker, ReturnType<typeof setTimeout>>();
  const endAll = (): void => {
    for (const timer of timers.values()) clearTimeout(timer);
    for (const worker of workers) worker.terminate();
  };
  const end = (why: unknown): void => {
    if (ending.signal.aborted) return;
    ending.abort(why);
    endAll();
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
  /** The end of what is drawn here; null while there are workers. */
  let latest: Promise<void> | null = null;
  const drawNext = (id: number): void => {
    latest = (latest ?? Promise.resolve()).then(async () => {
      const job = waiting.get(id);
      if (job) await drawHere(job.drawing).then(job.resolve, job.reject);
      waiting.delete(id);
    });
  };
  const drawAllHere = (): void => {
    if (latest !== null || ending.signal.aborted) return;
    endAll();
    for (const id of waiting.keys()) drawNext(id);
  };
  for (const worker of workers) {
    worker.addEventListener('message', ({ data }: MessageEvent<LoadReply>) => {
      clearTimeout(timers.get(worker));
      settle(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // An error of the script's own has words; one that could not be loaded has none.
      if (event.message) end(new Error(event.message));
      else drawAllHere();
    });
  }

  return {
    load: (picture) =>
      new Promise((resolve, reject) => {
        if (ending.signal.aborted) return reject(ending.signal.reason);
        const id = nextId++;
        const drawing: Drawing = { ...picture, size };
        waiting.set(id, { drawing, resolve, reject });
        if (latest !== null) return drawNext(id);
        const worker = workers[id % count];
        worker?.postMessage({ ...drawing, id } satisfies LoadRequest);
        // Once: who has answered its first photo may take its time.
        if (worker && !timers.has(worker)) timers.set(worker, setTimeout(drawAllHere, SILENCE_MS));
      }),
    close: () => end(new DOMException('The loader is closed.', 'AbortError')),
  };
}
