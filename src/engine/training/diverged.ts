import { FailureError } from '../../core/project/failure.ts';
import type { Phase } from '../../core/training/phases.ts';

/**
 * Ends a training whose loss is no number, or ten times that of the phase's first epoch and three times that of
 * knowing nothing: the weights are lost then.
 * @throws FailureError 'diverged'
 */
export function checkLoss(
  loss: number,
  firstLoss: number,
  classes: number,
  { index, learningRate }: Phase,
): void {
  if (Number.isFinite(loss) && (loss <= 10 * firstLoss || loss <= 3 * Math.log(classes))) return;
  const lower = Number((learningRate / 10).toPrecision(2));
  throw new FailureError({
    code: 'diverged',
    what: 'The loss grew without bound, so training was stopped.',
    todo:
      index === 0
        ? `Choose a lower learning rate; a tenth of this one, ${lower}, is a good next try.`
        : `Choose a lower learning rate for stage ${index}; a tenth of this one, ${lower}, is a good next try.`,
  });
}
