import { useMemo } from 'react';
import { countWords } from '../../../core/count-words.ts';
import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import { classSummaries, NEIGHBOURS } from '../../../core/evaluation/feature-map/class-summary.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { Figures } from '../../charts/Figures.tsx';
import { useShowMore } from '../../primitives/use-show-more.tsx';
import type { MapPoint } from './map-points.ts';

interface Props {
  readonly points: readonly MapPoint[];
  readonly places: Float32Array;
  readonly classes: readonly ClassLabel[];
  /** Which photos it is about. */
  readonly about: string;
}

/** Rows at first. */
const FIRST = 100;

/** The map in words: how far each class keeps to itself, and what lies beside it. Computed only when opened. */
export function MapTable(props: Props) {
  return <Figures label="Classes on the map">{() => <Table {...props} />}</Figures>;
}

function Table({ points, places, classes, about }: Props) {
  const summaries = useMemo(
    () =>
      classSummaries(
        places,
        points.map(({ labelIndex }) => labelIndex),
        classes.length,
      ),
    [points, places, classes],
  );
  const { shown, more } = useShowMore(classes, FIRST);
  return (
    <>
      <table>
        <caption>
          Of the {NEIGHBOURS} photos nearest to each photo on the map ({about})
        </caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">Photos</th>
            <th scope="col">Nearest ones of the same class</th>
            <th scope="col">Most of the others are</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, name }, i) => {
            const { count = 0, together = null, beside = null } = summaries[i] ?? {};
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{countWords(count)}</td>
                <td>{together === null ? 'none' : percentWords(together)}</td>
                <td>{beside === null ? 'none' : classes[beside]?.name}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more}
    </>
  );
}
