import { bytesWords } from '../../core/bytes-words.ts';
import { durationWords } from '../../core/duration-words.ts';
import type { PhasePlan } from '../../core/training/plan.ts';
import { readiness } from '../../core/training/readiness.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import './Estimate.css';

const phaseName = ({ phase, blocks }: PhasePlan): string =>
  phase === 0 ? 'Head' : `Stage ${phase}, ${blocks} ${blocks === 1 ? 'block' : 'blocks'}`;

/** What the training will take on this machine: measured when asked for, gone when recipe or data change. */
export default function Estimate() {
  const ready = useStore((state) => readiness(state.dataset).ready);
  const plan = useStore((state) => state.plan);
  const planning = useStore((state) => state.planning);
  const planTraining = useStore((state) => state.planTraining);
  return (
    <section className="estimate" aria-label="What it will take" aria-live="polite">
      {plan === null ? (
        <div className="estimate-ask">
          <p>{planning ? 'Measuring this machine…' : 'How long will it take here?'}</p>
          <Button disabled={!ready} aria-disabled={planning} onClick={() => void planTraining()}>
            Estimate
          </Button>
        </div>
      ) : (
        <>
          <p className="estimate-total numbers">
            About{' '}
            <data className="plan-total" value={plan.total}>
              {durationWords(plan.total)}
            </data>
            , {bytesWords(plan.memory)} of memory, {bytesWords(plan.disk)} on disk
          </p>
          <dl className="estimate-phases numbers">
            {plan.phases.map((phase) => (
              <div key={phase.phase}>
                <dt>{phaseName(phase)}</dt>
                <dd>
                  {phase.preparation > 0 && `${durationWords(phase.preparation)} of reading photos, `}
                  {phase.epochs} epochs in {durationWords(phase.epochs * phase.epoch)}
                </dd>
              </div>
            ))}
            {plan.lastLook > 0 && (
              <div>
                <dt>At the end</dt>
                <dd>{durationWords(plan.lastLook)} of reading photos</dd>
              </div>
            )}
          </dl>
          {plan.advice && <p className="recipe-choice-hint">{plan.advice}</p>}
        </>
      )}
    </section>
  );
}
