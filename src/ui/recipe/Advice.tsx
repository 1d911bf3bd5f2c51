import { Lightbulb } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { readiness } from '../../core/training/readiness.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import './Advice.css';

// Fetched when there is advice.
const Suggestions = lazy(() => import('./Suggestions.tsx'));

/** A recipe for these photos on this machine: measured when asked for, then told part by part. */
export default function Advice() {
  const ready = useStore((state) => readiness(state.dataset).ready);
  const advising = useStore((state) => state.advising);
  const progress = useStore((state) => state.adviceProgress);
  const advised = useStore((state) => state.advice !== null);
  const advise = useStore((state) => state.advise);
  const stop = useStore((state) => state.stopAdvising);
  return (
    <section className="advice" aria-label="Advice">
      <div className="advice-ask">
        <Button
          look="quiet"
          icon={Lightbulb}
          disabled={!ready}
          aria-disabled={advising}
          onClick={() => void advise()}
        >
          Suggest a recipe
        </Button>
        <p className="recipe-choice-hint">
          Looks at how your photos lie in the backbone’s features and how fast this machine is. Nothing
          changes until you apply it.
        </p>
        <div aria-live="polite">
          {advising && progress === null && (
            <div className="advice-busy">
              <p>Comparing your classes…</p>
              <Button onClick={stop}>Stop</Button>
            </div>
          )}
          {advised && <p className="visually-hidden">There are suggestions.</p>}
        </div>
      </div>
      {advising && progress !== null && (
        <ProgressBar what="Looking at photos first" unit="photos" {...progress} onStop={stop} />
      )}
      {advised && (
        <Suspense fallback={null}>
          <Suggestions />
        </Suspense>
      )}
    </section>
  );
}
