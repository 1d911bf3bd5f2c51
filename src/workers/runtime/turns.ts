/** @returns rejects with the signal's reason, at once where the work still waits */
export type Turns = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/**
 * Runs one after another what must not run twice at a time. What waits its turn answers a Stop at once, or the page would
 * replace a worker that is only busy with something else; what runs looks at the signal itself.
 */
export function inTurns(): Turns {
  let queue: Promise<unknown> = Promise.resolve();
  return async (signal, work) => {
    signal.throwIfAborted();
    let waits = true;
    const next = queue.then(() => {
      waits = false;
      signal.throwIfAborted();
      return work();
    });
    queue = next.catch(() => {});
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => waits && reject(signal.reason), { once: true });
    });
    return Promise.race([next, stopped]);
  };
}
