import { useEffect, useRef } from 'react';
import { isComplete } from '../../core/prediction/ensemble.ts';
import { nameOfEnsemble } from '../../core/prediction/ensemble-name.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { usePicture } from './picture.ts';
import './WhoAnswers.css';

/** Which run, or which ensemble, answers. */
export function WhoAnswers() {
  const runs = useStore((state) => state.runs);
  const run = useStore((state) => state.runs.find(({ id }) => id === state.currentRunId));
  const ensembles = useStore((state) => state.ensembles);
  const currentId = useStore((state) => state.currentEnsembleId);
  const chooseEnsemble = useStore((state) => state.chooseEnsemble);
  const current = ensembles.find(({ id }) => id === currentId);
  const complete = current === undefined || isComplete(current, runs);
  useAskAgain(complete ? (current?.id ?? null) : 'nobody');
  if (run === undefined) return null;
  if (ensembles.length === 0) return <p className="numbers">{nameOfRun(run)} answers</p>;
  return (
    <div className="who-answers">
      <label>
        <span>Who answers</span>
        <select
          className="field-control"
          value={current?.id ?? ''}
          onChange={(event) => chooseEnsemble(event.currentTarget.value || null)}
        >
          <option value="">{nameOfRun(run)}, alone</option>
          {ensembles.map((ensemble) => (
            <option key={ensemble.id} value={ensemble.id}>
              {nameOfEnsemble(ensemble)}, {ensemble.members.length} runs
              {isComplete(ensemble, runs) ? '' : ', incomplete'}
            </option>
          ))}
        </select>
      </label>
      {current && !complete && (
        <p className="who-answers-incomplete" role="status">
          {nameOfEnsemble(current)} can’t answer: one of its runs was deleted. Undo the deletion, or let
          another answer.
        </p>
      )}
    </div>
  );
}

/** Another one answers for the same picture. A change of the run alone is PictureDrop's. */
function useAskAgain(who: string | null): void {
  const picture = usePicture();
  const predict = useStore((state) => state.predict);
  const asked = useRef(who);
  useEffect(() => {
    if (asked.current === who) return;
    asked.current = who;
    if (picture !== null) void predict(picture.blob);
  }, [who, picture, predict]);
}
