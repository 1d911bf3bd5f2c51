import { useMemo } from 'react';
import { countWords, photoWords } from '../../core/count-words.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import { votesOn } from '../../core/prediction/unknown-vote.ts';
import { useStore } from '../../store/store.ts';

/** How several runs decide that a picture is none of the classes, and what that costs among photos that they should know. */
export function UnknownVote({ ensemble }: { readonly ensemble: Ensemble }) {
  const runs = useStore((state) => state.runs);
  const members = useMemo(
    () =>
      ensemble.members.flatMap(({ runId, weight }) => {
        const run = runs.find(({ id }) => id === runId);
        return run ? [{ run, weight }] : [];
      }),
    [ensemble.members, runs],
  );
  const { turnedAway, total } = useMemo(() => votesOn(members), [members]);
  const voting = members.filter(({ run }) => run.unknown !== null).length;
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
