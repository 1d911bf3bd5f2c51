import type {
  Checkpoint,
  CheckpointNetwork,
  ParameterValues,
  TrainingRequest,
} from '../../../core/training/checkpoint.ts';
import type { Phase } from '../../../core/training/phases.ts';
import type { EpochMetrics, RunTiming } from '../../../core/training/run.ts';
import { throwIfLost } from '../../../engine/backend/lost.ts';
import { fit as fitPhase } from '../../../engine/training/fit.ts';
import { readParameters, restoreParameters } from '../../../engine/training/parameters.ts';
import { putCheckpoint } from '../../../storage/training/checkpoints.ts';
import type { JobContext } from '../../runtime/job.ts';
import type { PhaseInput } from './phase-input.ts';

/** Epochs of the head are short; one that took less than this isn't worth a checkpoint: to learn it again costs less. */
const CHECKPOINT_MS = 2000;

export type TrainContext = Pick<JobContext<'train'>, 'signal' | 'emit'>;

/** What a run has come to, phase after phase. */
export interface Standing {
  readonly network: CheckpointNetwork;
  weights: ParameterValues;
  readonly history: EpochMetrics[];
  kept: number;
  readonly timing: { -readonly [K in keyof RunTiming]: number };
}

/** Where a stage did not help, the weights are those of the epoch kept before it. */
const keptOf = ({ kept: before }: Pick<Standing, 'kept'>, { epochsBefore }: Phase, kept: number): number =>
  kept > epochsBefore ? kept : before;

/** One phase by steps: from where the last one, or the checkpoint, left off. */
export async function learn(
  request: TrainingRequest,
  phase: Phase,
  { learner, train, validation }: PhaseInput,
  standing: Standing,
  resume: Checkpoint['state'],
  { signal, emit }: TrainContext,
): Promise<void> {
  const { recipe, classes } = request;
  const { history, timing } = standing;
  const save = (state: Checkpoint['state']): Promise<void> => {
    // What the checkpoint holds was read back from the device.
    throwIfLost();
    const { network, weights, kept } = standing;
    const savedAt = Date.now();
    const { index } = phase;
    return putCheckpoint({
      request,
      network,
      savedAt,
      discarded: false,
      phase: index,
      weights,
      state,
      history,
      kept,
      timing,
    });
  };
  restoreParameters(learner, standing.weights);
  if (phase.index > 0 && !resume) await save(null);
  let saved = performance.now();
  let resumed = saved;
  const count = () => {
    const now = performance.now();
    if (phase.index === 0) timing.head += now - resumed;
    else timing.fineTuning += now - resumed;
    resumed = now;
  };
  const { kept } = await fitPhase({
    learner,
    recipe,
    classes: classes.length,
    train,
    validation,
    phase,
    keepBest: recipe.patience > 0 || recipe.fineTuning.stages.length > 0,
    resume,
    onEpoch: async (metrics, state, best) => {
      history.push(metrics);
      emit({ kind: 'epoch', metrics, kept: best && keptOf(standing, phase, best) });
      count();
      if (phase.index > 0) timing.fineTuningSteps += Math.ceil(train.labels.length / phase.batchSize);
      else if (resumed - saved < CHECKPOINT_MS) return;
      await save(await state());
      saved = performance.now();
      // Writing the checkpoint is no part of the epoch.
      resumed = saved;
    },
    onBatch: (metrics) => emit({ kind: 'batch', metrics }),
    signal,
  });
  count();
  standing.kept = keptOf(standing, phase, kept);
  standing.weights = new Map([...standing.weights, ...(await readParameters(learner))]);
}
