import { Check } from 'lucide-react';
import { useMemo } from 'react';
import { smallest } from '../../core/extremes.ts';
import type { RateSearch } from '../../core/training/rate-search.ts';
import { useStore } from '../../store/store.ts';
import LineChart from '../charts/LineChart.tsx';
import { Button } from '../primitives/Button.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { RateTable } from './RateTable.tsx';
import { rateWords, roundedRate, tickWords } from './rate-words.ts';
import './RateFinder.css';

/** The learning-rate finder: what it does now, then loss against rate with a good one marked. */
export default function RateFinder() {
  const search = useStore((state) => state.rateSearch);
  const searching = useStore((state) => state.searchingRate);
  const progress = useStore((state) => state.rateSearchProgress);
  const stop = useStore((state) => state.stopRateSearch);
  return (
    <section className="rate-finder" aria-label="Learning rate finder">
      <div aria-live="polite">
        {searching && progress === null && (
          <div className="rate-finder-busy">
            <p>Trying rates from small to large…</p>
            <Button onClick={stop}>Stop</Button>
          </div>
        )}
        {search?.suggestion === null && (
          <p>The loss shows no clear rate. Keep the present one, or look again with more photos.</p>
        )}
      </div>
      {searching && progress !== null && (
        <ProgressBar what="Looking at photos first" unit="photos" {...progress} onStop={stop} />
      )}
      {search && search.points.length > 1 && <FoundRate search={search} />}
    </section>
  );
}

function FoundRate({ search }: { readonly search: RateSearch }) {
  const current = useStore((state) => state.recipe.learningRate);
  const changeRecipe = useStore((state) => state.changeRecipe);
  const points = useMemo(() => search.points.map(({ rate, loss }) => ({ x: rate, y: loss })), [search]);
  const range = useMemo(() => lossRange(points.map(({ y }) => y)), [points]);
  const suggestion = search.suggestion === null ? null : roundedRate(search.suggestion);
  const dot = useMemo(() => {
    if (suggestion === null) return null;
    const nearest = points.reduce((best, point) =>
      Math.abs(Math.log(point.x / suggestion)) < Math.abs(Math.log(best.x / suggestion)) ? point : best,
    );
    return { x: suggestion, y: nearest.y, words: rateWords(suggestion) };
  }, [points, suggestion]);
  return (
    <>
      <LineChart
        title="Loss, nats"
        across="Learning rate"
        logarithmic
        points={points}
        range={range}
        dot={dot}
        formatX={tickWords}
        formatY={(loss) => loss.toFixed(1)}
        words={({ x, y }) => `Rate ${rateWords(x)}: loss ${y.toFixed(2)}`}
      />
      {suggestion !== null && (
        <div className="rate-finder-use">
          {current === suggestion ? (
            <p className="numbers">
              <Check size={16} strokeWidth={1.75} aria-hidden="true" />
              {rateWords(suggestion)} is in use.
            </p>
          ) : (
            <Button className="numbers" onClick={() => changeRecipe({ learningRate: suggestion })}>
              Use {rateWords(suggestion)}
            </Button>
          )}
          <p className="recipe-choice-hint">
            The marked rate is where the loss falls well and is still far from where it climbs.
          </p>
        </div>
      )}
      <RateTable points={search.points} />
    </>
  );
}

/** The axis shows the descent; how steeply it climbs afterwards matters little. */
function lossRange(losses: readonly number[]): [number, number] {
  const lowest = smallest(losses);
  const start = losses[0] ?? lowest;
  const room = Math.max(start - lowest, 0.1);
  return [Math.max(0, lowest - 0.1 * room), start + 0.4 * room];
}
