import { seededRandom } from '../../core/random.ts';
import { softmaxRows } from '../../core/softmax.ts';
import type { BestWeights, FitState } from '../../core/training/checkpoint.ts';
import { sumMetrics } from '../../core/training/metrics.ts';
import type { Phase } from '../../core/training/phases.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { BatchMetrics, EpochMetrics } from '../../core/training/run.ts';
import { plateauAfter, plateauStart, rateAt } from '../../core/training/schedule.ts';
import { throwIfLost } from '../backend/lost.ts';
import { checkLoss } from './diverged.ts';
import type { Examples, Learner } from './learner.ts';
import { Optimizer } from './optimizer.ts';
import { Pace } from './pace.ts';
import { readParameters, restoreParameters } from './parameters.ts';
import { predictExamples } from './predict-examples.ts';
import { trainEpoch } from './train-epoch.ts';
import { targetOptions } from './train-step.ts';

export interface FitOptions {
  readonly learner: Learner;
  readonly recipe: Recipe;
  readonly classes: number;
  readonly train: Examples;
  readonly validation: Examples | null;
  readonly phase: Phase;
  /** Ends with the weights of the lowest validation loss; without validation the last ones stay in any case. */
  readonly keepBest: boolean;
  /** Where to go on; null: from the learner's weights as they are. */
  readonly resume: FitState | null;
  /**
   * Awaited after each epoch; `state` reads back what a checkpoint needs, and is to be called before it ends.
   * @param best the epoch that would be kept, were this the last, as `FitResult.kept`; null: the last one, whichever it is
   */
  readonly onEpoch: (
    metrics: EpochMetrics,
    state: () => Promise<FitState>,
    best: number | null,
  ) => Promise<void> | void;
  readonly onBatch: (metrics: BatchMetrics) => void;
  readonly signal: AbortSignal;
}

export interface FitResult {
  /**
   * The epoch, counted through all phases, whose weights the learner has now. That before the phase's first where
   * fine-tuning did not lower the validation loss.
   */
  readonly kept: number;
  /** Taken in this call. */
  readonly steps: number;
}

/** Features are small, and larger products quicker; what a tail takes is not. */
const FEATURES_AT_ONCE = 1024;

/**
 * Trains a learner for one phase of a recipe, on softmax cross-entropy. The same examples, recipe and backend give the
 * same weights, whether it ran through or was resumed after some epoch: an epoch's randomness follows from the seed,
 * the phase and its number.
 * @throws AbortError when stopped; FailureError 'diverged', 'engine-lost'
 */
export async function fit(options: FitOptions): Promise<FitResult> {
  const { learner, recipe, classes, train, validation, phase, resume, signal } = options;
  const optimizer = new Optimizer(learner.parameters, recipe, phase.weightDecay);
  const targets = targetOptions(recipe, classes, train.labels);
  const stepsPerEpoch = Math.ceil(train.labels.length / phase.batchSize);
  const pace = new Pace(signal);
  const keepBest = options.keepBest && validation !== null;
  const weightsNow = async () => (keepBest ? await readParameters(learner) : null);

  let { best, plateau, firstLoss } = resume ?? { best: null, plateau: plateauStart, firstLoss: null };
  let done = resume?.epoch ?? 0;
  try {
    if (resume) {
      restoreParameters(learner, resume.parameters);
      optimizer.restore(resume.optimizer);
    } else if (keepBest && phase.index > 0) {
      // Fine-tuning must not leave the model worse than it came.
      const { loss } = await validate(options, validation);
      best = { epoch: phase.epochsBefore, loss, parameters: await weightsNow() };
    }
    while (done < phase.epochs && !outOfPatience(recipe, best, phase.epochsBefore + done)) {
      signal.throwIfAborted();
      const began = performance.now();
      const peak = phase.learningRate * plateau.factor;
      const stepsBefore = done * stepsPerEpoch;
      const rateOf = (step: number) =>
        rateAt(recipe.schedule, peak, stepsBefore + step, phase.epochs * stepsPerEpoch);
      const epoch = done + 1;
      const sums = await trainEpoch({
        learner,
        optimizer,
        targets,
        mixup: recipe.mixup,
        examples: train,
        batchSize: phase.batchSize,
        random: seededRandom(`${recipe.seed}/${phase.index}/${epoch}`),
        rateOf,
        onBatch: ({ count, loss, correct }) =>
          options.onBatch({
            progress: phase.epochsBefore + done + count / train.labels.length,
            loss: loss / count,
            accuracy: correct / count,
          }),
        pace,
      });
      const loss = sums.loss / sums.count;
      firstLoss ??= loss;
      throwIfLost();
      checkLoss(loss, firstLoss, classes, phase);
      const validated = validation ? await validate(options, validation) : null;
      throwIfLost();
      const milliseconds = performance.now() - began;
      done = epoch;

      plateau = plateauAfter(recipe.schedule, plateau, validated?.loss ?? loss);
      if (validated && validated.loss < (best?.loss ?? Number.POSITIVE_INFINITY))
        best = {
          epoch: phase.epochsBefore + done,
          loss: validated.loss,
          parameters: await weightsNow(),
        };
      const state = { epoch, best, plateau, firstLoss };
      await options.onEpoch(
        {
          epoch: phase.epochsBefore + done,
          phase: phase.index,
          rate: rateOf(stepsPerEpoch - 1),
          milliseconds,
          loss,
          accuracy: sums.correct / sums.count,
          validationLoss: validated?.loss ?? null,
          validationAccuracy: validated?.accuracy ?? null,
        },
        async () => ({
          ...state,
          // One and the same where this epoch is the best: a clone holds them once.
          parameters:
            (state.best?.epoch === phase.epochsBefore + epoch ? state.best.parameters : null) ??
            (await readParameters(learner)),
          optimizer: await optimizer.state(),
        }),
        best?.parameters ? best.epoch : null,
      );
    }
    const steps = (done - (resume?.epoch ?? 0)) * stepsPerEpoch;
    if (!best?.parameters) return { kept: phase.epochsBefore + done, steps };
    restoreParameters(learner, best.parameters);
    return { kept: best.epoch, steps };
  } finally {
    optimizer.dispose();
  }
}

/**
 * The loss is that which training lowers, with its smoothed labels: that of the labels themselves rises while smoothing
 * makes a model more cautious, and would choose an early epoch.
 */
async function validate(
  { learner, recipe, classes, phase, signal }: FitOptions,
  examples: Examples,
): Promise<{ readonly loss: number; readonly accuracy: number }> {
  const { labels } = examples;
  const batchSize = phase.blocks === 0 ? FEATURES_AT_ONCE : phase.batchSize;
  const logits = await predictExamples(learner, examples, batchSize, signal);
  const sums = sumMetrics(softmaxRows(logits, classes), labels, recipe.labelSmoothing);
  return { loss: sums.loss / sums.count, accuracy: sums.correct / sums.count };
}

/** Whether the validation loss has not fallen for as long as the recipe waits. */
const outOfPatience = ({ patience }: Recipe, best: BestWeights | null, epoch: number): boolean =>
  patience > 0 && best !== null && epoch - best.epoch >= patience;
