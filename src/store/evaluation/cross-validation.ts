import type { CrossValidation } from '../../core/evaluation/cross-validation.ts';
import { sameHeadTraining } from '../../core/training/sweep-trials.ts';
import type { AnalysisEvent } from '../../workers/protocol/training.ts';
import { photoJob } from '../dataset/photo-job.ts';
import type { SliceContext } from '../runtime/context.ts';
import type { Actions } from '../runtime/later-slices.ts';
import type { State } from '../state.ts';
import type { CrossValidationSlice } from './analysis-state.ts';

/** Whether a cross-validation of one state is none of the other: another head is trained, or on other photos. */
export function crossValidationStale(
  { recipe, dataset }: Pick<State, 'recipe' | 'dataset'>,
  before: Pick<State, 'recipe' | 'dataset'>,
): boolean {
  return dataset !== before.dataset || !sameHeadTraining(recipe, before.recipe);
}

export function crossValidationSlice(context: SliceContext): Actions<CrossValidationSlice> {
  const { set, get, client } = context;
  let wanted = { folds: 5, repeats: 1 };
  const job = photoJob<AnalysisEvent, CrossValidation>(context, {
    ask: (photos, options) => client.run('crossValidate', { ...photos, ...wanted }, options),
    show: (crossValidating) => set({ crossValidating }),
    take: (crossValidation, asked) => {
      if (!crossValidationStale(get(), asked)) set({ crossValidation });
    },
    stale: (asked) => crossValidationStale(get(), asked),
    stage: 'evaluate',
    failed: 'It could not be cross-validated',
  });
  return {
    crossValidate: (folds, repeats) => {
      wanted = { folds, repeats };
      return job.run();
    },
    stopCrossValidation: job.stop,
  };
}
