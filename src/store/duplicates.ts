import type { DuplicatesSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';

export function duplicatesSlice(_context: SliceContext): DuplicatesSlice {
  return {
    duplicates: null,
    findingDuplicates: null,
    findDuplicates: async () => {},
    stopFindingDuplicates: () => {},
  };
}
