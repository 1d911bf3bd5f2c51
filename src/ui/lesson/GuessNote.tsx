import { guessedWords } from '../../core/lesson/guess-words.ts';
import type { Run } from '../../core/training/run.ts';

/** What the student had guessed of a run, beside what came of it. */
export function GuessNote({ run }: { readonly run: Run }) {
  const words = guessedWords(run);
  if (words === null) return null;
  return (
    <p className="guess-note numbers" role="status">
      You guessed {words}
    </p>
  );
}
