import { useMemo, useState } from 'react';
import { confusionMatrix } from '../../core/evaluation/confusion.ts';
import { photoWords } from '../../core/evaluation/words.ts';
import { Button } from '../primitives/Button.tsx';
import { type CellPosition, ConfusionGrid } from './ConfusionGrid.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';
import type { Judged } from './judged.ts';
import { PhotoByPhoto } from './mistakes/PhotoByPhoto.tsx';
import { Score } from './Score.tsx';

/** One split's result: the number, what is mixed up, and each photo. */
export function EvaluationView(judged: Judged) {
  const { run, split, answers } = judged;
  const [cell, setCell] = useState<CellPosition | null>(null);
  const names = useMemo(() => run.classes.map((label) => label.name), [run.classes]);
  const matrix = useMemo(() => confusionMatrix(answers, names.length), [answers, names]);
  const shown = useMemo(
    () =>
      cell === null
        ? answers
        : answers.filter((p) => p.label === cell.label && p.predicted === cell.predicted),
    [answers, cell],
  );
  const wrong = matrix.total - matrix.correct;
  const heading =
    cell === null
      ? `${photoWords(matrix.total)}, ${wrong === 0 ? 'none wrong' : `the ${wrong} wrong first`}`
      : cell.label === cell.predicted
        ? `${photoWords(shown.length)} of “${names[cell.label]}” recognised`
        : `${photoWords(shown.length)} of “${names[cell.label]}” taken for “${names[cell.predicted]}”`;

  return (
    <>
      <Score
        predictions={answers}
        what={
          split === 'train'
            ? 'the photos it was trained on: not what to expect of new ones'
            : `${split} photos, which were not trained on`
        }
      />
      <section className="evaluation-part" aria-label="What is mixed up">
        <h3>What is mixed up</h3>
        <ConfusionGrid matrix={matrix} names={names} selected={cell} onSelect={setCell} />
        <ConfusionTable matrix={matrix} names={names} />
      </section>
      <section className="evaluation-part" aria-label="Photo by photo">
        <h3>Photo by photo</h3>
        <div className="evaluation-filter">
          <p className="numbers" aria-live="polite">
            {heading}
          </p>
          {cell !== null && (
            <Button look="quiet" onClick={() => setCell(null)}>
              Show all
            </Button>
          )}
        </div>
        {shown.length > 0 && <PhotoByPhoto {...judged} heading={heading} shown={shown} />}
      </section>
    </>
  );
}
