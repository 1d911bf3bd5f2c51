import type { BackendInfo } from '../backbone/backend.ts';
import { usesGraphics } from '../backbone/usual-backbone.ts';

/**
 * Pictures a batch. On the processor a batch blocks the worker, and past the processor's caches a larger one gains
 * nothing (docs/BENCHMARKS.md): as many as take about 60 ms, so that Stop is heard. A graphics processor wants many.
 * @param multiplyAdds of the backbone for one picture
 */
export function batchSize(backend: Pick<BackendInfo, 'name' | 'hardware'>, multiplyAdds: number): number {
  if (usesGraphics(backend)) return clamp(Math.round(8e9 / multiplyAdds), 4, 32);
  return clamp(Math.round(5e8 / multiplyAdds), 1, 4);
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
