import type { SliceContext } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import { latestOnly } from '../runtime/latest-only.ts';
import type { MeasuringSlice } from '../training/recipe-state.ts';

/**
 * Previews one after another: a moving control never queues up, and what it passes through is still seen. A call that
 * was replaced has drawn nothing, so there is nothing to close.
 */
export function latestPreview({
  get,
  client,
}: Pick<SliceContext, 'get' | 'client'>): MeasuringSlice['preview'] {
  const latest = latestOnly();
  return (hash, augmentation, count) =>
    latest(() => {
      startEngine(get());
      const { seed, backbone } = get().recipe;
      return client.run('preview', { hash, augmentation, seed, count, backbone });
    });
}
