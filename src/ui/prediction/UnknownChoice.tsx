import { useMemo } from 'react';
import { countWords, photoWords } from '../../core/count-words.ts';
import { isUnknown, scoresOf, USUAL_SHARE, unknownRule } from '../../core/evaluation/unknown.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { useAnsweredRuns } from '../evaluation/use-answered-runs.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { UnknownVote } from './UnknownVote.tsx';

/** Shares of the judged photos that must pass; 'off': every picture gets a class. */
const strictness = [
  { value: 'off', label: 'Off', keeps: null },
  { value: 'lenient', label: 'Lenient', keeps: 0.99 },
  { value: 'usual', label: 'Usual', keeps: USUAL_SHARE },
  { value: 'strict', label: 'Strict', keeps: 0.9 },
] as const;

/** When the run answers “None of these”, and what that costs among the photos that it should know. */
export function UnknownChoice({ run }: { readonly run: Run }) {
  const ensemble = useStore((state) => state.ensembles.find(({ id }) => id === state.currentEnsembleId));
  return ensemble ? <UnknownVote ensemble={ensemble} /> : <OwnLimit run={run} />;
}

function OwnLimit({ run }: { readonly run: Run }) {
  const setUnknown = useStore((state) => state.setUnknown);
  const runs = useMemo(() => [run], [run]);
  const answered = useAnsweredRuns(runs)?.[0];
  const scores = useMemo(() => scoresOf(answered?.answers.validation?.predictions ?? []), [answered]);
  const possible = unknownRule(scores, USUAL_SHARE) !== null;
  const chosen = strictness.find(({ keeps }) => keeps === (run.unknown?.keeps ?? null)) ?? strictness[0];
  const turnedAway = scores.filter((score) => isUnknown(run.unknown, score)).length;
  return (
    <div className="unknown-choice">
      <p className="unknown-title" aria-hidden="true">
        None of these
      </p>
      <Segmented
        label="When to answer none of these"
        value={chosen.value}
        options={strictness}
        disabled={!possible}
        onChange={(value) =>
          void setUnknown(run.id, strictness.find((option) => option.value === value)?.keeps ?? null)
        }
      />
      <p className="unknown-words" aria-live="polite">
        {answered && words()}
      </p>
    </div>
  );

  function words(): string {
    if (!possible)
      return 'Needs ten photos that the model was judged on: how much a picture must look like your classes is set by them.';
    if (run.unknown === null) return 'Every picture gets the class that it looks most like.';
    return `What looks less like your classes than ${percentWords(run.unknown.keeps)} of the photos that it was judged on do is none of these. It costs ${countWords(turnedAway)} of these ${photoWords(scores.length)}; how many strangers it catches shows when you try some.`;
  }
}
