import { useMemo, useState } from 'react';
import { confusionMatrix } from '../../core/evaluation/confusion.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { photoWords } from '../../core/evaluation/words.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { type CellPosition, ConfusionGrid } from './ConfusionGrid.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';
import { PredictionList } from './PredictionList.tsx';
import { Score } from './Score.tsx';

interface EvaluationViewProps {
  readonly run: Run;
  readonly evaluation: Evaluation;
}

/** One split's result: the number, what is mixed up, and each photo. */
export function EvaluationView({ run, evaluation }: EvaluationViewProps) {
  const dataset = useStore((state) => state.dataset);
  const [cell, setCell] = useState<CellPosition | null>(null);
  const names = useMemo(() => run.classes.map((label) => label.name), [run.classes]);
  const matrix = useMemo(() => confusionMatrix(evaluation.predictions, names.length), [evaluation, names]);
  const shown = useMemo(
    () =>
      cell === null
        ? evaluation.predictions
        : evaluation.predictions.filter((p) => p.label === cell.label && p.predicted === cell.predicted),
    [evaluation, cell],
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
      <Score evaluation={evaluation} what={`${evaluation.split} photos, which were not trained on`} />
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
        {shown.length > 0 && (
          <PredictionList
            predictions={shown}
            names={names}
            dataset={dataset}
            label={`Predictions: ${heading}`}
          />
        )}
      </section>
    </>
  );
}
