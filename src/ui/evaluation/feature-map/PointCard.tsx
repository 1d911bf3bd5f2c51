import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import { ClassSwatch } from '../../primitives/ClassSwatch.tsx';
import { SampleThumbnail } from '../SampleThumbnail.tsx';
import type { MapPoint } from './map-points.ts';
import { answerWords } from './map-words.ts';
import type { Size } from './viewport.ts';

/** CSS pixels; the style sheet knows it too. */
const WIDTH = 208;
const GAP = 12;

interface Props {
  readonly point: MapPoint;
  /** The run's, in the order of its outputs. */
  readonly classes: readonly ClassLabel[];
  /** Where the point is drawn. */
  readonly place: readonly [number, number];
  readonly size: Size;
}

/** The photo under the pointer: above or below its point, and inside the map's frame. Read out by the map itself. */
export function PointCard({ point, classes, place: [left, top], size }: Props) {
  const { sample, label } = point;
  const x = Math.max(4, Math.min(left - WIDTH / 2, size.width - WIDTH - 4));
  const y = top < size.height / 2 ? { top: top + GAP } : { bottom: size.height - top + GAP };
  return (
    <div className="map-card" style={{ left: x, ...y }} aria-hidden="true">
      <SampleThumbnail hash={sample.hash} />
      <div className="map-card-words">
        <p className="map-card-class">
          <ClassSwatch colour={label.colour} />
          <span>{label.name}</span>
        </p>
        <p className="map-card-more numbers">{answerWords(point, classes)}</p>
        <p className="map-card-more">
          {sample.excluded ? 'left out, ' : ''}
          {sample.split}
        </p>
      </div>
    </div>
  );
}
