import { useMemo, useState } from 'react';
import { countWords } from '../../../core/count-words.ts';
import { durationWords } from '../../../core/duration-words.ts';
import { type CrossValidation, crossValidationFigures } from '../../../core/evaluation/cross-validation.ts';
import { intervalWords } from '../../../core/evaluation/words.ts';
import { readiness } from '../../../core/training/readiness.ts';
import type { Run } from '../../../core/training/run.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import { Segmented } from '../../primitives/Segmented.tsx';
import { CrossValidationProgress } from './CrossValidationProgress.tsx';
import { comparisonWords, meanWords, recipeNotes, smallClassWords } from './cross-validation-words.ts';
import { FoldDots } from './FoldDots.tsx';
import { FoldTable } from './FoldTable.tsx';
import './CrossValidation.css';

const FOLDS = ['5', '10'] as const;
const REPEATS = ['1', '3', '5'] as const;

/** Whether a run's result was the luck of its split: the recipe's head judged on each part of the photos in turn. */
export default function CrossValidationPanel({ run }: { readonly run: Run }) {
  const recipe = useStore((state) => state.recipe);
  const ready = useStore((state) => readiness(state.dataset).ready);
  const result = useStore((state) => state.crossValidation);
  const running = useStore((state) => state.crossValidating !== null);
  const crossValidate = useStore((state) => state.crossValidate);
  const [folds, setFolds] = useState<(typeof FOLDS)[number]>('5');
  const [repeats, setRepeats] = useState<(typeof REPEATS)[number]>('1');
  const notes = useMemo(() => recipeNotes(recipe, run.recipe), [recipe, run.recipe]);
  return (
    <section className="cross-validation" aria-label="Cross-validation">
      <p className="cross-validation-hint">
        {run.folds === null
          ? 'Which photos are validation is drawn by lot, and a lucky draw looks like a good model.'
          : `This run was judged in ${run.folds} parts, drawn once. Drawn again, or in more parts, they show how much is luck.`}{' '}
        Cross-validation divides the training and validation photos into parts, and judges each part by a head
        that was trained on the others. The test photos stay closed.
      </p>
      <div className="cross-validation-choices">
        <Choice label="Parts" value={folds} options={FOLDS} onChange={setFolds} />
        <Choice label="Repeats" value={repeats} options={REPEATS} onChange={setRepeats} />
      </div>
      {notes.map((note) => (
        <p key={note} className="cross-validation-hint">
          {note}
        </p>
      ))}
      <Button
        disabled={!ready}
        aria-disabled={running}
        onClick={() => {
          if (!running) void crossValidate(Number(folds), Number(repeats));
        }}
      >
        Train {countWords(Number(folds) * Number(repeats))} times and judge
      </Button>
      <CrossValidationProgress />
      <p className="visually-hidden" aria-live="polite">
        {result && 'The cross-validation is done.'}
      </p>
      {result && <CrossValidationResult result={result} run={run} />}
    </section>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <div className="cross-validation-choice">
      <span aria-hidden="true">{label}</span>
      <Segmented
        label={label}
        value={value}
        options={options.map((option) => ({ value: option, label: option }))}
        onChange={onChange}
      />
    </div>
  );
}

interface ResultProps {
  readonly result: CrossValidation;
  readonly run: Run;
}

function CrossValidationResult({ result, run }: ResultProps) {
  const dataset = useStore((state) => state.dataset);
  const figures = useMemo(() => crossValidationFigures(result), [result]);
  const small = useMemo(
    () => smallClassWords(dataset.classes, dataset.samples, result.folds),
    [dataset, result.folds],
  );
  const validation = run.validation?.total ? run.validation : null;
  const [first] = figures.repeats;
  return (
    <>
      <div className="cross-validation-words numbers">
        <p className="cross-validation-mean">{meanWords(figures, result)}</p>
        {first && (
          <p>
            Each of {countWords(first.total)} training and validation photos was judged once
            {result.repeats > 1 && ' a repeat'} by a model that had not seen it; with so many the interval is{' '}
            {intervalWords(Math.round(figures.mean * first.total), first.total)}.
          </p>
        )}
        {validation && <p>{comparisonWords(figures, validation.correct, validation.total, run.folds)}</p>}
        {small && <p>{small}</p>}
      </div>
      <FoldDots models={result.models} repeats={figures.repeats} run={validation} />
      <FoldTable crossValidation={result} />
      <p className="cross-validation-hint numbers">Took {durationWords(result.milliseconds)}.</p>
    </>
  );
}
