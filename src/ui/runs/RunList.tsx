import { Trash2 } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { durationWords, recipeWords, runName, scoreWords, trainingTime } from '../training/training-words.ts';

/** The trainings so far, newest first. The chosen one is what Evaluate and Use show. */
export function RunList() {
  const runs = useStore((state) => state.runs);
  const cards = useStore((state) => state.cards);
  const currentRunId = useStore((state) => state.currentRunId);
  const chooseRun = useStore((state) => state.chooseRun);
  const deleteRun = useStore((state) => state.deleteRun);
  if (runs.length === 0) return null;
  return (
    <section className="runs" aria-label="Runs">
      <h3>Runs</h3>
      <ol className="runs-list" reversed>
        {runs.map((run) => {
          const name = runName(runs, run.id);
          return (
            <li key={run.id} className="run" data-current={run.id === currentRunId || undefined}>
              <button
                type="button"
                className="run-choose"
                aria-current={run.id === currentRunId ? 'true' : undefined}
                onClick={() => chooseRun(run.id)}
              >
                <span className="run-name numbers">{name}</span>
                <span className="run-score numbers">{scoreWords(run.validation)}</span>
                <span className="run-recipe numbers">
                  {recipeWords(run.recipe, cards)}, {durationWords(trainingTime(run.timing))}
                </span>
              </button>
              <Button look="quiet" icon={Trash2} label={`Delete ${name}`} onClick={() => deleteRun(run.id)} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
