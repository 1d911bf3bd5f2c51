import { photoWords } from '../../../core/count-words.ts';
import type { PointGroup } from './point-groups.ts';

interface Props {
  readonly groups: readonly PointGroup[];
  readonly chosen: ReadonlySet<number>;
  /** Of a group: chosen whole, it is let go. */
  readonly onChoose: (points: readonly number[], whole: boolean) => void;
}

/** What colours and shapes mean; a press selects what looks so. */
export function MapLegend({ groups, chosen, onChoose }: Props) {
  return (
    <ul className="map-legend" aria-label="Legend: select photos by what they are">
      {groups.map(({ key, name, colour, path, size, members }) => {
        const whole = members.every((point) => chosen.has(point));
        return (
          <li key={key}>
            <button
              type="button"
              className="map-legend-item"
              aria-pressed={whole}
              title={`Select ${photoWords(members.length)}`}
              onClick={() => onChoose(members, whole)}
            >
              <svg viewBox="-1.4 -1.4 2.8 2.8" width={14} height={14} aria-hidden="true">
                <path d={path} fill={colour} transform={`scale(${Math.min(1, size)})`} />
              </svg>
              <span className="map-legend-name">{name}</span>
              <span className="map-legend-count numbers">{members.length}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
