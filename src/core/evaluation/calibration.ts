import { largest } from '../extremes.ts';
import type { Answer } from './answers.ts';

/** Photos that the model is about equally sure of. */
export interface ReliabilityBin {
  /** Ends of the bin: how sure, 0…1; `from` is outside it, `to` inside. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of the answers; 0 where there are none. */
  readonly confidence: number;
  /** Share of the answers that are right; 0 where there are none. */
  readonly accuracy: number;
}

type Sure = Pick<Answer, 'label' | 'predicted' | 'probability'>;

/** Bins of the same width, from 0 to 1; empty ones are among them (Guo et al. 2017). */
export function reliabilityBins(answers: readonly Sure[], count: number): readonly ReliabilityBin[] {
  return Array.from({ length: count }, (_, i) => {
    const from = i / count;
    const to = (i + 1) / count;
    const inside = answers.filter(
      ({ probability }) => (probability > from || i === 0) && (probability <= to || i === count - 1),
    );
    return { from, to, ...summary(inside) };
  });
}

function summary(inside: readonly Sure[]): Pick<ReliabilityBin, 'count' | 'confidence' | 'accuracy'> {
  const count = inside.length;
  if (count === 0) return { count, confidence: 0, accuracy: 0 };
  const sure = inside.reduce((sum, { probability }) => sum + probability, 0);
  const right = inside.filter(({ label, predicted }) => label === predicted).length;
  return { count, confidence: sure / count, accuracy: right / count };
}

/** Expected calibration error (Naeini et al. 2015, Guo et al. 2017): how far confidence and accuracy lie apart, over all photos. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 0;
  return bins.reduce((sum, bin) => sum + (bin.count / total) * gap(bin), 0);
}

/** Maximum calibration error: of the bin where they lie furthest apart. */
export function maximumCalibrationError(bins: readonly ReliabilityBin[]): number {
  return largest(bins.filter(({ count }) => count > 0).map(gap), 0);
}

const gap = ({ confidence, accuracy }: ReliabilityBin): number => Math.abs(confidence - accuracy);

/**
 * Brier score (Brier 1950): the mean squared distance between the probabilities and what is true, over all classes.
 * @returns 0 sure and right … 2 sure and wrong; 0 of no photos
 */
export function brierScore(answers: readonly Pick<Answer, 'label' | 'probabilities'>[]): number {
  if (answers.length === 0) return 0;
  let sum = 0;
  // A loop: of 4,000 photos and 2,000 classes a call for each value takes the page's time.
  for (const { label, probabilities } of answers) {
    for (const p of probabilities) sum += p * p;
    sum += 1 - 2 * (probabilities[label] ?? 0);
  }
  return sum / answers.length;
}
