import { onStandardised } from '../../../core/training/head.ts';
import type { SolveProgress } from '../../../engine/training/softmax-regression/solve-head.ts';
import { scaleOf } from './head-input.ts';
import { solvedHead } from './solved-head.ts';
import type { Learned, Training } from './training.ts';

/**
 * The head's phase where it is solved: an iteration is told as an epoch, of the model that is kept and of those that leave
 * photos out.
 * @throws AbortError when stopped
 */
export async function solvePhase(training: Training): Promise<Learned> {
  const { request, context, photos, folds, views, decision, depths, features, standing } = training;
  const { recipe, classes } = request;
  const { signal, emit } = context;
  const began = performance.now();
  let last = began;
  const onIteration = (progress: SolveProgress) => {
    const now = performance.now();
    const metrics = {
      epoch: progress.iteration,
      phase: 0,
      rate: 0,
      milliseconds: now - last,
      loss: progress.loss,
      accuracy: progress.accuracy,
      validationLoss: progress.heldOutLoss,
      validationAccuracy: progress.heldOutAccuracy,
    };
    last = now;
    standing.history.push(metrics);
    // The last one: a head that is solved is kept as it is in the end.
    emit({ kind: 'epoch', metrics, kept: null, share: progress.share });
  };
  emit({ kind: 'preparing', what: 'Solving the head' });
  const { head, logits } = await solvedHead({
    recipe,
    features,
    depths,
    classes: classes.length,
    penalty: decision.penalty,
    train: photos.train,
    views: views.train,
    folds: folds?.of ?? null,
    validation: photos.validation,
    onIteration,
    signal,
  });
  standing.timing.head += performance.now() - began;
  standing.kept = standing.history.length;
  // Where blocks learn next, the head goes on as it is.
  standing.weights = new Map([['head/0', onStandardised(head, scaleOf(features, photos))]]);
  return { head: [head], logits: folds || photos.validation.length > 0 ? logits : null };
}
