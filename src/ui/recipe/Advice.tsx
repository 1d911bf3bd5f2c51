import { Lightbulb } from 'lucide-react';
import { Suspense } from 'react';
import { readiness } from '../../core/training/readiness.ts';
import type { State } from '../../store/state.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { later } from '../primitives/later.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { timeLeftWords } from '../primitives/progress-words.ts';
import './Advice.css';

// Fetched when there is advice.
const Suggestions = later('Suggestions', () => import('./Suggestions.tsx'));

/** A recipe for these photos on this machine: measured when asked for, then told part by part. */
export default function Advice() {
  const ready = useStore((state) => readiness(state.dataset).ready);
  const advising = useStore((state) => state.advising);
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
          aria-disabled={advising !== null}
          onClick={() => void advise()}
        >
          Suggest a recipe
        </Button>
        {advising ? (
          <AdviceProgress told={advising} onStop={stop} />
        ) : (
          <p className="recipe-choice-hint">
            Tries each network on a sample of your photos and compares how often they are right. Nothing
            changes until you apply it.
          </p>
        )}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {advised && 'There are suggestions.'}
      </p>
      {advised && (
        <Suspense fallback={null}>
          <Suggestions />
        </Suspense>
      )}
    </section>
  );
}

interface ProgressProps {
  readonly told: NonNullable<State['advising']>;
  readonly onStop: () => void;
}

/** Which network is tried, how far it is, and Stop. */
function AdviceProgress({ told, onStop }: ProgressProps) {
  const name = useStore((state) => state.cards.find(({ id }) => id === told.network)?.name ?? told.network);
  if (told.kind === 'looking')
    return (
      <ProgressBar
        what={`Looking at photos with ${name}`}
        unit="photos"
        done={told.done}
        total={told.total}
        rate={0}
        figures={told.secondsLeft === null ? [] : [timeLeftWords(told.secondsLeft)]}
        onStop={onStop}
      />
    );
  return (
    <div className="advice-busy">
      <p aria-live="polite">
        {told.kind === 'loading' ? `Loading ${name}…` : `Comparing what ${name} makes of your classes…`}
      </p>
      <Button onClick={onStop}>Stop</Button>
    </div>
  );
}
