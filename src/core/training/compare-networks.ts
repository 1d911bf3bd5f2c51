import { READING } from '../backbone/speed.ts';
import type { NetworkFigures } from './advice-figures.ts';
import { LONGEST_READING } from './advice-thresholds.ts';

/** Which network to take, and beside which other its reason is told. */
export interface NetworkChoice {
  readonly chosen: NetworkFigures;
  /** Null where only one was tried. */
  readonly other: NetworkFigures | null;
  /**
   * Why not the other: it's worse; it's better, but not clearly, and takes longer; it's clearly better, and takes too long.
   */
  readonly why: 'worse' | 'unclear' | 'too-slow';
}

/** Milliseconds to read photos on this machine, from their files to the features. */
export const readingTime = ({ msPerImage }: Pick<NetworkFigures, 'msPerImage'>, photos: number): number =>
  photos * msPerImage * READING;

/**
 * Whether a network's log loss is higher by more than its standard error. All networks were judged on the same photos, and
 * a hard one is hard for each of them, so the error is that of the photos' differences: it is a fraction of either loss's own.
 */
export function isClearlyWorse(worse: NetworkFigures, better: NetworkFigures): boolean {
  const differences = Array.from(worse.losses, (loss, i) => loss - (better.losses[i] ?? 0));
  const count = differences.length;
  if (count < 2) return false;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / count;
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / (count - 1);
  return mean > Math.sqrt(variance / count);
}

/**
 * The one-standard-error rule (Breiman et al. 1984), with time for size: of the networks that are not clearly
 * worse than the one with the lowest log loss, the quickest. Two errors would be surer of a difference, but a wrong choice is
 * cheap either way: some time where there is none, or a difference that these photos can hardly tell. One whose reading of
 * all photos would take too long is not chosen, only told of.
 * @param photos to be read for a training
 * @returns null where no network was tried
 */
export function chooseNetwork(networks: readonly NetworkFigures[], photos: number): NetworkChoice | null {
  const byTime = networks.toSorted((a, b) => a.msPerImage - b.msPerImage);
  const [quickest] = byTime;
  if (!quickest) return null;
  const takesTooLong = (one: NetworkFigures) =>
    one !== quickest && readingTime(one, photos) > LONGEST_READING;
  const fit = byTime.filter((one) => !takesTooLong(one));
  const best = lowestLoss(fit) ?? quickest;
  const chosen = fit.find((one) => !isClearlyWorse(one, best)) ?? best;
  const better = lowestLoss(byTime.filter((one) => takesTooLong(one) && isClearlyWorse(chosen, one)));
  if (better) return { chosen, other: better, why: 'too-slow' };
  if (chosen !== best) return { chosen, other: best, why: 'unclear' };
  const quicker = byTime.slice(0, byTime.indexOf(chosen));
  const others = quicker.length > 0 ? quicker : byTime.filter((one) => one !== chosen);
  return { chosen, other: lowestLoss(others), why: 'worse' };
}

const lowestLoss = (networks: readonly NetworkFigures[]): NetworkFigures | null =>
  networks.reduce<NetworkFigures | null>((best, one) => (best && best.loss <= one.loss ? best : one), null);
