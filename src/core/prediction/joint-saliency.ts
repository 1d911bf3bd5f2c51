import { type CellMap, inCells } from '../evaluation/cell-map.ts';
import { largest } from '../extremes.ts';

/** What a run says of a class, of one picture. */
export interface MemberMap {
  /** How much the run counts, 0…1. */
  readonly weight: number;
  /** Calibrated, of the class. */
  readonly probability: number;
  /** Divides the logits. */
  readonly temperature: number;
  /** What each cell says of the class, in units of the logit. */
  readonly map: CellMap;
}

/**
 * What each cell says of a class to several runs together, whose answer is P = Σ weight · probability. As
 * d ln P = Σ (weight · probability / P) · d ln probability, a run's map counts by the share of P that comes from it: a
 * run that sees nothing of the class adds nothing to where it is seen. As in each run's own map the class's logit stands
 * for the logarithm of its probability (Zhou et al. 2016), here the calibrated one. Of one run it is that run's map.
 * @param members of one picture, one or more
 * @returns in the cells of the finest map
 */
export function jointSaliency(members: readonly MemberMap[]): CellMap {
  const width = largest(members.map(({ map }) => map.width));
  const height = largest(members.map(({ map }) => map.height));
  const together = members.reduce((sum, { weight, probability }) => sum + weight * probability, 0);
  const values = new Float32Array(width * height);
  for (const { weight, probability, temperature, map } of members) {
    // Where all of the probabilities came out as 0 nothing but the weights tells the runs apart.
    const share = together > 0 ? (weight * probability) / together : weight;
    inCells(map, width, height).values.forEach((value, at) => {
      values[at] = (values[at] ?? 0) + (share * value) / temperature;
    });
  }
  return { width, height, values };
}
