import type { SliceContext } from './context.ts';
import { startEngine } from './engine.ts';
import type { RecipeSlice } from './state.ts';

/**
 * Previews one after another. While one is drawn only the latest call waits: a moving control never queues up, and
 * what it passes through is still seen. A call that was replaced has drawn nothing, so there is nothing to close.
 */
export function latestPreview({ get, client }: Pick<SliceContext, 'get' | 'client'>): RecipeSlice['preview'] {
  let drawing = false;
  /** Tells the waiting call that its turn has come, or that it never will. */
  let answerWaiting: ((turn: boolean) => void) | null = null;

  const turn = (): Promise<boolean> => {
    answerWaiting?.(false);
    return new Promise((resolve) => {
      answerWaiting = resolve;
    });
  };

  return async (hash, augmentation, count) => {
    if (drawing && !(await turn())) return null;
    drawing = true;
    try {
      startEngine(get());
      const { seed, backbone } = get().recipe;
      return await client.run('preview', { hash, augmentation, seed, count, backbone });
    } finally {
      // Passed on without a gap, in which a third call could begin as well.
      if (answerWaiting) answerWaiting(true);
      else drawing = false;
      answerWaiting = null;
    }
  };
}
