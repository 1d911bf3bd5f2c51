import { useId } from 'react';
import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import type { Answer } from '../../../core/evaluation/answers.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { classColour } from '../../primitives/class-colour.ts';

/** Classes shown; the photo's own label is among them in any case. */
const SHOWN = 5;

interface Props {
  readonly answer: Answer;
  readonly classes: readonly ClassLabel[];
  /** Whether the choice shows anything. */
  readonly explaining: boolean;
  readonly value: number;
  readonly onChange: (label: number) => void;
}

/** The most probable classes as bars; the chosen one is what the overlay explains. */
export function ClassChoice({ answer, classes, explaining, value, onChange }: Props) {
  const name = useId();
  const byProbability = [...answer.probabilities.keys()].sort(
    (a, b) => (answer.probabilities[b] ?? 0) - (answer.probabilities[a] ?? 0),
  );
  const top = byProbability.slice(0, SHOWN);
  const labels = top.includes(answer.label) ? top : [...top, answer.label];
  return (
    <fieldset className="class-choice" disabled={!explaining}>
      <legend>What it thinks of; the chosen class is explained</legend>
      {labels.map((label) => {
        const probability = answer.probabilities[label] ?? 0;
        return (
          <label key={label} className="class-choice-row">
            <input type="radio" name={name} checked={label === value} onChange={() => onChange(label)} />
            <span className="class-choice-name">
              {classes[label]?.name}
              {label === answer.label && <span className="class-choice-own"> your label</span>}
            </span>
            <span className="numbers">{percentWords(probability)}</span>
            <span className="class-choice-track" aria-hidden="true">
              <span
                className="class-choice-fill"
                style={{
                  background: classColour(classes[label]?.colour ?? 0),
                  transform: `scaleX(${probability})`,
                }}
              />
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
