import type { State } from '../state.ts';
import { sweepStale } from '../training/sweep.ts';
import { crossValidationStale } from './cross-validation.ts';

/** What a change of the state makes of analyses that hold no longer; null where there is nothing to drop. */
export function staleAnalyses(
  state: State,
  before: State,
): Partial<Pick<State, 'crossValidation' | 'trials'>> | null {
  if (state.recipe === before.recipe && state.dataset === before.dataset) return null;
  const { crossValidation, trials, sweepAxes } = state;
  const validated = crossValidation !== null && crossValidationStale(state, before);
  const tried = trials.length > 0 && sweepStale(sweepAxes, state, before);
  if (!validated && !tried) return null;
  return { ...(validated && { crossValidation: null }), ...(tried && { trials: [] }) };
}
