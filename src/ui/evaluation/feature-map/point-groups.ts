import type { Split } from '../../../core/dataset/dataset.ts';
import { groupBy } from '../../../core/dataset/selectors.ts';
import type { Run } from '../../../core/training/run.ts';
import { classColour } from '../../primitives/class-colour.ts';
import { type MapPoint, rightness } from './map-points.ts';
import { circlePath, classShape, crossPath } from './shapes.ts';

/** What the points are told apart by. */
export type Colouring = 'class' | 'answer';

/** Points that look alike: an entry of the legend. */
export interface PointGroup {
  readonly key: string;
  readonly name: string;
  /** As CSS. */
  readonly colour: string;
  /** As an SVG path in a box from −1 to 1. */
  readonly path: string;
  /** Of the points, beside that of the others. */
  readonly size: number;
  /** Indices of the points. */
  readonly members: readonly number[];
}

/**
 * The groups in which points are drawn, the last one on top.
 * @param folds of the run
 */
export function pointGroups(
  points: readonly MapPoint[],
  colouring: Colouring,
  split: Split,
  folds: Run['folds'],
): readonly PointGroup[] {
  return colouring === 'class' ? byClass(points) : byAnswer(points, split, folds);
}

function byClass(points: readonly MapPoint[]): readonly PointGroup[] {
  const members = groupBy(points.keys(), (i) => points[i]?.labelIndex ?? 0);
  return [...members]
    .sort(([a], [b]) => a - b)
    .flatMap(([, indices]) => {
      const label = points[indices[0] ?? 0]?.label;
      if (!label) return [];
      const { id: key, name, colour } = label;
      return [
        { key, name, colour: classColour(colour), path: classShape(colour), size: 1, members: indices },
      ];
    });
}

function byAnswer(points: readonly MapPoint[], split: Split, folds: Run['folds']): readonly PointGroup[] {
  const inFolds = split === 'validation' && folds !== null;
  const judged = inFolds ? 'left out in turn' : split;
  const members = groupBy(points.keys(), (i) => {
    const point = points[i];
    return point ? rightness(point) : null;
  });
  const looks = [
    {
      key: 'unasked',
      of: null,
      name: inFolds ? 'Not judged: labels only' : `Not ${split}: labels only`,
      size: 0.6,
      path: circlePath,
    },
    { key: 'right', of: true, name: `Right (${judged})`, size: 0.85, path: circlePath },
    { key: 'wrong', of: false, name: `Wrong (${judged})`, size: 1.35, path: crossPath },
  ] as const;
  return looks.flatMap(({ of, ...look }) => {
    const indices = members.get(of) ?? [];
    return indices.length > 0 ? [{ ...look, colour: `var(--map-${look.key})`, members: indices }] : [];
  });
}
