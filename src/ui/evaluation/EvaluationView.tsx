import { Suspense, useMemo, useState } from 'react';
import { numberWords, photoWords } from '../../core/count-words.ts';
import { commonestClass } from '../../core/evaluation/commonest-class.ts';
import { confusionMatrix } from '../../core/evaluation/confusion.ts';
import { Button } from '../primitives/Button.tsx';
import { later } from '../primitives/later.tsx';
import type { CellPosition } from './confusion-words.ts';
import type { Judged } from './judged.ts';
import { ConfusionSection } from './metrics/ConfusionSection.tsx';
import { splitPhotos } from './metrics/metric-words.ts';
import { PhotoByPhoto } from './mistakes/PhotoByPhoto.tsx';
import { Score } from './Score.tsx';

const LeakNote = later('What the splits share', () => import('./slices/LeakNote.tsx'));

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
  const commonest = useMemo(() => commonestClass(matrix, names), [matrix, names]);
  const wrong = matrix.total - matrix.correct;
  const heading =
    cell === null
      ? `${photoWords(matrix.total)}, ${wrong === 0 ? 'none wrong' : `the ${numberWords(wrong)} wrong first`}`
      : cell.label === cell.predicted
        ? `${photoWords(shown.length)} of “${names[cell.label]}” recognised`
        : `${photoWords(shown.length)} of “${names[cell.label]}” taken for “${names[cell.predicted]}”`;

  return (
    <>
      <Score
        predictions={answers}
        classCount={names.length}
        what={
          split === 'train'
            ? 'the photos it was trained on: not what to expect of new ones'
            : run.folds !== null && split === 'validation'
              ? `${splitPhotos(split, run.folds)}: each was judged by a model that had not seen it. The model that answers has learned from all of them`
              : run.measuredBy !== null && split === 'validation'
                ? `${splitPhotos(split, run.folds)}, by the run before, whose model had not seen them. The model that answers was trained the same way and has learned from them too`
                : `${splitPhotos(split, run.folds)}, which were not trained on`
        }
        commonest={commonest}
      />
      <Suspense>
        <LeakNote {...judged} />
      </Suspense>
      <ConfusionSection
        matrix={matrix}
        names={names}
        what={splitPhotos(split, run.folds)}
        selected={cell}
        onSelect={setCell}
      />
      <section className="evaluation-part" aria-label="Photo by photo">
        <h3>
          Photo by photo <span className="evaluation-what">{splitPhotos(split, run.folds)}</span>
        </h3>
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
