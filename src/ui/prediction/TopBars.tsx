import { CircleSlash2 } from 'lucide-react';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import type { PredictionView } from '../../store/prediction/prediction-state.ts';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { classColour } from '../primitives/class-colour.ts';
import './TopBars.css';

interface TopBarsProps {
  readonly prediction: PredictionView;
  readonly classes: readonly ClassLabel[];
  /** Whether the picture is none of the classes: then the bars say only what comes closest. */
  readonly unknown: boolean;
  /** Who answered. */
  readonly by: string;
}

/** The five most probable classes as bars that grow to their value, and how long the picture took. */
export function TopBars({ prediction, classes, unknown, by }: TopBarsProps) {
  const closest = prediction.top[0];
  return (
    <div className="top-bars" data-unknown={unknown || undefined}>
      {unknown && closest !== undefined && (
        <div className="none-of-these">
          <CircleSlash2 size={20} strokeWidth={1.5} aria-hidden="true" />
          <p className="none-of-these-words">
            <strong>None of these</strong>
            <span>Closest: {classes[closest.label]?.name}</span>
          </p>
        </div>
      )}
      <ol aria-label="Most probable classes">
        {prediction.top.map(({ label, probability }, rank) => {
          const found = classes[label];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is a rank; by rank it grows on when the next frame comes.
            <li key={rank} className="top-bar">
              <ClassSwatch colour={found?.colour ?? 0} />
              <span className="top-bar-name">{found?.name ?? 'unknown'}</span>
              <span className="top-bar-share numbers">{percentWords(probability)}</span>
              <span className="top-bar-track" aria-hidden="true">
                <span
                  className="top-bar-fill"
                  style={{ background: classColour(found?.colour ?? 0), transform: `scaleX(${probability})` }}
                />
              </span>
            </li>
          );
        })}
      </ol>
      {unknown && (
        <p className="top-bars-time">How the answer would be shared if it had to be one of them.</p>
      )}
      <p className="top-bars-time numbers">{`${by}: ${prediction.milliseconds.toFixed(prediction.milliseconds < 10 ? 1 : 0)}\u00a0ms for this picture`}</p>
    </div>
  );
}
