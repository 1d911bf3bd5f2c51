import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';

/** Which run, or which ensemble, answers. */
export function WhoAnswers() {
  const run = useStore((state) => state.runs.find(({ id }) => id === state.currentRunId));
  return run ? <p className="numbers">{nameOfRun(run)} answers</p> : null;
}
