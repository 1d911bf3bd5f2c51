import type { ClassLabel } from '../../core/dataset/dataset.ts';
import type { Saliency } from '../../core/evaluation/saliency.ts';
import type { Failure } from '../../core/project/failure.ts';
import { Field } from '../primitives/Field.tsx';
import { finenessWords, jointWords, saliencyWords } from './saliency-words.ts';

interface Props {
  readonly classes: readonly ClassLabel[];
  /** Index of the class; null: the predicted one, whichever it is. */
  readonly value: number | null;
  readonly onChange: (label: number | null) => void;
  /** What is shown; null until it is there. */
  readonly saliency: Saliency | null;
  /** Why there is none; null where there is, or will be. */
  readonly failure: Failure | null;
  /** How many answer together. */
  readonly runs: number;
}

/** Which class the overlay explains, and what it shows in words. */
export function ExplainedClass({ classes, value, onChange, saliency, failure, runs }: Props) {
  return (
    <>
      <Field label="Class to look for">
        {(ids) => (
          <select
            {...ids}
            className="field-control"
            value={value ?? ''}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              onChange(chosen === '' ? null : Number(chosen));
            }}
          >
            <option value="">The one it answers</option>
            {classes.map(({ id, name }, label) => (
              <option key={id} value={label}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {failure && (
        <p className="saliency-note">
          {failure.what} {failure.todo}
        </p>
      )}
      {saliency && (
        <p className="saliency-note numbers">
          {saliencyWords(saliency, classes[saliency.label]?.name ?? '')} {finenessWords(saliency)}
          {runs > 1 && ` ${jointWords(runs)}`}
        </p>
      )}
    </>
  );
}
