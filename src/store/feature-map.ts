import type { FeatureMapSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';

export function featureMapSlice(_context: SliceContext): FeatureMapSlice {
  return {
    featureMap: null,
    mapping: null,
    drawFeatureMap: async () => {},
    stopFeatureMap: () => {},
  };
}
