import type { MistakesSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';

export function mistakesSlice(_context: SliceContext): MistakesSlice {
  return {
    neighbours: async () => null,
    saliency: async () => null,
  };
}
