import { useMemo, useState } from 'react';
import { correctCount } from '../../core/evaluation/evaluation.ts';
import type { Combination } from '../../core/prediction/combine.ts';
import type { EnsembleMethod } from '../../core/prediction/ensemble.ts';
import { sameClasses } from '../../core/prediction/output-orders.ts';
import { type AnsweredRun, judgeOf, type Run } from '../../core/training/run.ts';
import { quotedName } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { useAnsweredRuns } from '../evaluation/use-answered-runs.ts';
import { Button } from '../primitives/Button.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { CombinationView } from './CombinationView.tsx';
import { methodHints, methods, togetherWords } from './ensemble-words.ts';
import { KeptEnsembles } from './KeptEnsembles.tsx';
import { MemberChoice } from './MemberChoice.tsx';
import { useCombination } from './use-combination.ts';
import './Ensembles.css';

const none: readonly AnsweredRun[] = [];

/** Runs that answer together: which, how much each counts, and whether it is worth it. */
export default function Ensembles() {
  const run = useStore(({ runs, currentRunId }) => runs.find(({ id }) => id === currentRunId));
  return run ? <Combining run={run} /> : null;
}

function Combining({ run }: { readonly run: Run }) {
  const runs = useStore((state) => state.runs);
  const addEnsemble = useStore((state) => state.addEnsemble);
  const [method, setMethod] = useState<EnsembleMethod>('mean');
  /** Null until the person has checked one: the run in use and the newest other. */
  const [wanted, setWanted] = useState<ReadonlySet<string> | null>(null);
  const checked = useMemo(() => wanted ?? firstChoice(run, runs), [wanted, run, runs]);
  const asked = useMemo(
    () => runs.filter((one) => checked.has(one.id) && sameClasses(run, one)),
    [run, runs, checked],
  );
  const answered = useAnsweredRuns(asked);
  const chosen = answered && answered.length > 1 ? answered : none;
  const { combination, failure, working } = useCombination(chosen, method);
  const reason = combination && !working ? whyNot(combination, method) : null;

  return (
    <section className="ensembles" aria-label="Combine runs">
      <p className="ensembles-hint">
        Runs that err on different photos are better together: their calibrated probabilities are averaged.
        Other backbones differ most; other seeds and views differ a little.
      </p>
      <div className="ensembles-method">
        <Segmented label="How runs count" value={method} options={methods} onChange={setMethod} />
        <p className="ensembles-hint">{methodHints[method]}</p>
      </div>
      <MemberChoice
        run={run}
        checked={checked}
        onCheck={(id, on) => {
          const next = new Set(checked);
          if (on) next.add(id);
          else next.delete(id);
          setWanted(next);
        }}
      />
      <p className="visually-hidden" aria-live="polite">
        {combination?.validation &&
          !working &&
          togetherWords(
            combination.runs,
            correctCount(combination.validation.evaluation),
            combination.validation.evaluation.predictions.length,
          )}
      </p>
      {failure && (
        <Notice notice={{ tone: 'error', title: 'These runs could not be combined', failures: [failure] }} />
      )}
      {answered && chosen.length < 2 && <p>Check two runs or more to see what they are together.</p>}
      {chosen.length > 1 && combination && (
        <>
          {reason !== null && <p role="status">{reason}</p>}
          {combination.runs.length > 1 && (
            <CombinationView combination={combination} method={method} name="these runs" />
          )}
          {reason === null && (
            <Button
              className="ensembles-keep"
              aria-disabled={working}
              onClick={() => {
                if (!working) addEnsemble({ method, members: combination.members });
              }}
            >
              Keep, and let them answer
            </Button>
          )}
        </>
      )}
      <KeptEnsembles />
    </section>
  );
}

function firstChoice(run: Run, runs: readonly Run[]): ReadonlySet<string> {
  const other = runs.find((one) => judgeOf(one) !== judgeOf(run) && sameClasses(run, one));
  return new Set(other ? [run.id, other.id] : [run.id]);
}

/** Why there is nothing to keep; null where there is. */
function whyNot({ runs, validation }: Combination, method: EnsembleMethod): string | null {
  const [only] = runs;
  if (runs.length === 1 && only)
    return `${quotedName(only)} does best alone: by the judged photos none of the others adds to it.`;
  if (method !== 'mean' && !validation)
    return 'Weights are found on photos that all of the runs have judged, and there are none: choose equal parts.';
  return null;
}
