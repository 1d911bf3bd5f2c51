import { useMemo, useState } from 'react';
import { photoWords } from '../../../core/count-words.ts';
import { groupBy } from '../../../core/dataset/selectors.ts';
import { LEAST_PHOTOS, type Slice, weakestSlice } from '../../../core/evaluation/slices.ts';
import type { Judged } from '../judged.ts';
import { splitPhotos } from '../metrics/metric-words.ts';
import { SliceBars } from './SliceBars.tsx';
import { SlicePhotos } from './SlicePhotos.tsx';
import { kindWords, weakestWords } from './slice-words.ts';
import { useSlices } from './use-slices.ts';
import './Slices.css';

const keyOf = ({ by, having }: Slice) => `${by} ${'value' in having ? having.value : having.rank}`;

/** How good the model is on photos that have something in common, and where it is weakest. */
export default function Slices({ run, split, answers }: Judged) {
  const { slices, photos, measuring } = useSlices({ answers });
  const [chosen, setChosen] = useState<string | null>(null);
  const all = useMemo(
    () => ({ correct: photos.filter(({ right }) => right).length, total: photos.length }),
    [photos],
  );
  const weakest = useMemo(() => weakestSlice(slices, all), [slices, all]);
  const shown = slices.find((slice) => keyOf(slice) === chosen) ?? null;
  if (photos.length < 2 * LEAST_PHOTOS)
    return (
      <p>
        Of {photoWords(photos.length)} no groups can be made: {2 * LEAST_PHOTOS} are the least. Hold out more
        photos under Data.
      </p>
    );
  const { what, chance } = weakestWords(weakest, slices.length);
  return (
    <div className="slices">
      <div aria-live="polite" className="numbers">
        {measuring ? (
          <p>Measuring how bright and sharp the photos are…</p>
        ) : (
          <>
            <p className="slices-weakest">
              Of the {splitPhotos(split, run.folds)}: {what.charAt(0).toLowerCase() + what.slice(1)}
            </p>
            <p className="slices-chance">{chance}</p>
          </>
        )}
      </div>
      {[...groupBy(slices, ({ by }) => by)].map(([by, members]) => (
        <section key={by} className="slices-kind" aria-label={kindWords[by].title}>
          <h4>{kindWords[by].title}</h4>
          <p className="slices-hint">{kindWords[by].hint}</p>
          <SliceBars
            slices={members}
            share={all.correct / all.total}
            weakest={weakest?.slice ?? null}
            chosen={shown}
            onChoose={(slice) => setChosen(slice && keyOf(slice))}
          />
          {shown?.by === by && <SlicePhotos key={chosen} slice={shown} answers={answers} />}
        </section>
      ))}
      <p className="slices-hint">
        Bars show the share that is recognised, lines its 95 % interval (Wilson), the dotted line all{' '}
        {splitPhotos(split, run.folds)}.
      </p>
    </div>
  );
}
