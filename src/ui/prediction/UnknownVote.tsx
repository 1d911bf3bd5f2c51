import { useMemo } from 'react';
import { countWords, photoWords } from '../../core/count-words.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import { votesOn } from '../../core/prediction/unknown-vote.ts';
import { useStore } from '../../store/store.ts';
import { useAnsweredRuns } from '../evaluation/use-answered-runs.ts';

/** How several runs decide that a picture is none of the classes, and what that costs among photos that they should know. */
export function UnknownVote({ ensemble }: { readonly ensemble: Ensemble }) {
  const runs = useStore((state) => state.runs);
  const judging = useMemo(
    () => ensemble.members.flatMap(({ runId }) => runs.find(({ id }) => id === runId) ?? []),
    [ensemble.members, runs],
  );
  const answered = useAnsweredRuns(judging);
  const { turnedAway, total } = useMemo(() => {
    const weightOf = new Map(ensemble.members.map(({ runId, weight }) => [runId, weight]));
    return votesOn((answered ?? []).map((run) => ({ run, weight: weightOf.get(run.id) ?? 0 })));
  }, [ensemble.members, answered]);
  const voting = judging.filter(({ unknown }) => unknown !== null).length;
  return (
    <div className="unknown-choice">
      <p className="unknown-title">None of these</p>
      <p className="unknown-words numbers">{words()}</p>
    </div>
  );

  function words(): string {
    if (voting === 0)
      return 'None of its runs has a limit, so every picture gets a class. To set a run’s limit, let it answer alone.';
    const cost =
      total > 0 ? ` It costs ${countWords(turnedAway)} of ${photoWords(total)} held out from all.` : '';
    return `Each run judges by its own limit and counts by its weight; it takes more than half. ${countWords(voting)} of ${countWords(ensemble.members.length)} runs have a limit.${cost} To change a run’s limit, let it answer alone.`;
  }
}
