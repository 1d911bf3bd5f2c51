import { Worker } from 'node:worker_threads';

/**
 * Keeps cores busy beside what is looked at.
 * @param count loops that never rest
 * @returns ends them
 */
export function beBusy(count: number): () => Promise<void> {
  const loops = Array.from({ length: count }, () => new Worker('for (;;);', { eval: true }));
  return async () => {
    await Promise.all(loops.map((loop) => loop.terminate()));
  };
}
