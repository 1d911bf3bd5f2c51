import type { SweepSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';

export function sweepSlice(_context: SliceContext): SweepSlice {
  return {
    trials: [],
    sweepAxes: [],
    sweeping: null,
    sweep: async () => {},
    stopSweep: () => {},
  };
}
