import { Play, Trash2 } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { pausedWords } from './phase-words.ts';
import { recipeWords } from './training-words.ts';

/** Trainings that were paused or cut off, newest first: each can go on or be discarded. */
export function UnfinishedRuns({ busy }: { readonly busy: boolean }) {
  const unfinished = useStore((state) => state.unfinished);
  const cards = useStore((state) => state.cards);
  const resumeRun = useStore((state) => state.resumeRun);
  const discardRun = useStore((state) => state.discardRun);
  if (unfinished.length === 0) return null;
  return (
    <section className="runs" aria-label="Unfinished runs">
      <h3>Unfinished</h3>
      <ul className="runs-list">
        {unfinished.map((run) => (
          <li key={run.id} className="unfinished">
            <p className="run-name numbers">{pausedWords(run)}</p>
            <p className="run-recipe numbers">{recipeWords(run.recipe, cards)}</p>
            <div className="unfinished-buttons">
              <Button icon={Play} disabled={busy} onClick={() => void resumeRun(run.id)}>
                Resume
              </Button>
              <Button look="quiet" icon={Trash2} onClick={() => discardRun(run.id)}>
                Discard
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
