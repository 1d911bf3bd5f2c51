import { correctCount } from '../../core/evaluation/words.ts';
import { guessWords } from '../../core/lesson/guess-words.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';

/** What the student had guessed of a run, beside what came of it. */
export function GuessNote({ run }: { readonly run: Run }) {
  const guess = useStore((state) => state.guesses.get(run.id));
  const total = run.validation?.predictions.length ?? 0;
  if (guess === undefined || !run.validation || total === 0) return null;
  return (
    <p className="guess-note numbers" role="status">
      {guessWords(guess, correctCount(run.validation), total)}
    </p>
  );
}
