import type { CrossValidationSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';

export function crossValidationSlice(_context: SliceContext): CrossValidationSlice {
  return {
    crossValidation: null,
    crossValidating: null,
    crossValidate: async () => {},
    stopCrossValidation: () => {},
  };
}
