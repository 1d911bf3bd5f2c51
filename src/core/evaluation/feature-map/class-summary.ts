import { largest } from '../../extremes.ts';
import { PointIndex } from './point-index.ts';

/** Of each point: more of them blur what lies beside it, fewer are chance. */
export const NEIGHBOURS = 10;

export interface ClassSummary {
  readonly count: number;
  /** Share of the nearest points of its points that are of the same class, 0…1; null for a class of its own. */
  readonly together: number | null;
  /** The other class that is most often among them; null where there is none. */
  readonly beside: number | null;
}

/**
 * What a map shows of each class: how far it keeps to itself, and which other class lies nearest. On the ten nearest
 * points of each point, since a map like UMAP's keeps neighbourhoods, and not distances or sizes.
 * @param points x and y of each, one after another
 * @param labels of the points, 0…classes − 1
 */
export function classSummaries(
  points: ArrayLike<number>,
  labels: readonly number[],
  classes: number,
): readonly ClassSummary[] {
  const index = new PointIndex(points);
  const beside = Array.from({ length: classes }, () => new Uint32Array(classes));
  for (const [i, label] of labels.entries()) {
    const nearest = index.nearest(points[2 * i]!, points[2 * i + 1]!, NEIGHBOURS + 1);
    const row = beside[label] ?? new Uint32Array();
    for (const other of nearest.filter((one) => one !== i).slice(0, NEIGHBOURS)) {
      const otherLabel = labels[other]!;
      row[otherLabel]! += 1;
    }
  }
  return beside.map((row, label) => {
    const total = row.reduce((sum, times) => sum + times, 0);
    const others = row.map((times, other) => (other === label ? 0 : times));
    const most = largest(others, 0);
    return {
      count: labels.filter((other) => other === label).length,
      together: total > 0 ? row[label]! / total : null,
      beside: most > 0 ? others.indexOf(most) : null,
    };
  });
}
