import { useEffect, useMemo, useState } from 'react';
import { rateMeter } from '../../../core/project/rate.ts';
import type { AnalysisProgress } from '../../../store/evaluation/analysis-state.ts';
import { useStore } from '../../../store/store.ts';
import { ProgressBar } from '../../primitives/ProgressBar.tsx';
import { SweepForm } from './SweepForm.tsx';
import { SweepResult } from './SweepResult.tsx';
import './Sweep.css';

/** Trains the recipe's head with several values of one or two settings, and compares them. */
export default function Sweep() {
  const fineTuned = useStore((state) => state.recipe.fineTuning.stages.length > 0);
  const sweeping = useStore((state) => state.sweeping);
  const tried = useStore((state) => state.trials.length);
  return (
    <section className="sweep" aria-label="Several settings">
      <p className="sweep-hint">
        Trains the head with each of several values and compares the results on the validation photos. The
        test photos stay closed.
        {fineTuned && ' Stages of fine-tuning are left out: they would take minutes each.'}
      </p>
      <SweepForm />
      {sweeping && <SweepProgress running={sweeping} />}
      <p className="visually-hidden" aria-live="polite">
        {sweeping === null && tried > 0 && `${tried} settings were tried.`}
      </p>
      {tried > 0 && <SweepResult />}
    </section>
  );
}

function SweepProgress({ running: { unit, progress } }: { readonly running: AnalysisProgress }) {
  const stop = useStore((state) => state.stopSweep);
  const done = progress?.done ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: trainings have a speed of their own.
  const meter = useMemo(() => rateMeter(() => performance.now()), [unit]);
  const [rate, setRate] = useState(0);
  useEffect(() => setRate(meter(done)), [meter, done]);
  return (
    <ProgressBar
      what={unit === 'photos' ? 'Looking at photos first' : 'Training one head after another'}
      unit={unit === 'photos' ? 'photos' : 'trainings'}
      done={done}
      total={progress?.total ?? null}
      rate={progress?.rate || rate}
      onStop={stop}
    />
  );
}
