import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import type { PredictionView } from '../../store/state.ts';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { classColour } from '../primitives/class-colour.ts';
import './TopBars.css';

interface TopBarsProps {
  readonly prediction: PredictionView;
  readonly classes: readonly ClassLabel[];
}

/** The five most probable classes as bars that grow to their value, and how long the picture took. */
export function TopBars({ prediction, classes }: TopBarsProps) {
  return (
    <div className="top-bars">
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
      <p className="top-bars-time numbers">{`${prediction.milliseconds.toFixed(prediction.milliseconds < 10 ? 1 : 0)}\u00a0ms for this picture`}</p>
    </div>
  );
}
