import type { Run } from '../training/run.ts';
import type { Evaluation } from './evaluation.ts';
import { fitTemperature } from './temperature.ts';
import { scoresOf, USUAL_SHARE, unknownRule } from './unknown.ts';

/** What a run learns from its validation photos after training: how sure it may be, and what is none of its classes. */
export function calibrate(validation: Evaluation | null): Pick<Run, 'temperature' | 'unknown'> {
  if (!validation) return { temperature: 1, unknown: null };
  const { predictions } = validation;
  return {
    temperature: fitTemperature(predictions),
    unknown: unknownRule(scoresOf(predictions), USUAL_SHARE),
  };
}
