import type { PictureFiguresSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';

export function pictureFiguresSlice(_context: SliceContext): PictureFiguresSlice {
  return {
    pictureFigures: async () => new Map(),
  };
}
