import { useMemo } from 'react';
import { largest } from '../../core/extremes.ts';
import { scheduleCurve } from '../../core/training/schedule.ts';
import { useStore } from '../../store/store.ts';
import LineChart from '../charts/LineChart.tsx';
import { useThrottled } from '../charts/use-throttled.ts';
import { rateWords } from './rate-words.ts';
import { atProgress } from './schedule-points.ts';

/** The rate over all epochs of the recipe, before training; while this recipe trains, a dot follows it. */
export function ScheduleCurve() {
  const recipe = useStore((state) => state.recipe);
  const live = useThrottled(
    useStore(({ training }) => training),
    100,
  );
  const points = useMemo(
    () => scheduleCurve(recipe).map((point) => ({ x: point.progress, y: point.rate })),
    [recipe],
  );
  const top = useMemo(() => largest(points.map(({ y }) => y)), [points]);
  const dot = useMemo(() => {
    if (live.kind !== 'fitting' || JSON.stringify(live.recipe) !== JSON.stringify(recipe)) return null;
    const last = live.history.at(-1);
    const x = live.batch?.progress ?? last?.epoch ?? 0;
    // What plateau will do isn't known before; what it has done is.
    const y = recipe.schedule.kind === 'plateau' && last ? last.rate : atProgress(points, x);
    return y === null ? null : { x, y, words: rateWords(y) };
  }, [points, live, recipe]);
  const ends = [points[0], points.at(-1)] as const;
  return (
    <div className="schedule-curve">
      <LineChart
        title="Learning rate of the head"
        across="Epoch"
        points={points}
        range={[0, top * 1.1]}
        dot={dot}
        formatX={String}
        formatY={rateWords}
        words={({ x, y }) => `Epoch ${Number.isInteger(x) ? x : x.toFixed(1)}: ${rateWords(y)}`}
      />
      <p className="visually-hidden">
        The rate starts at {rateWords(ends[0]?.y ?? 0)}, is {rateWords(top)} at its highest and ends at{' '}
        {rateWords(ends[1]?.y ?? 0)}, after {ends[1]?.x ?? 0} epochs.
      </p>
    </div>
  );
}
