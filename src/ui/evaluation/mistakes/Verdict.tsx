import { Check, X } from 'lucide-react';
import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import type { Answer } from '../../../core/evaluation/answers.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { ClassSwatch } from '../../primitives/ClassSwatch.tsx';
import { lossOf } from './photo-order.ts';

interface Props {
  readonly answer: Answer;
  /** Of the run. */
  readonly classes: readonly ClassLabel[];
}

/** A photo's label and the model's answer, side by side. */
export function Verdict({ answer, classes }: Props) {
  const right = answer.label === answer.predicted;
  const Icon = right ? Check : X;
  return (
    <div className="verdict">
      <p className="verdict-word">
        <Icon size={16} strokeWidth={2} aria-hidden="true" />
        {right ? 'Right' : 'Wrong'}
      </p>
      <dl className="verdict-facts">
        <dt>Label</dt>
        <dd>
          <Named label={classes[answer.label]} />
        </dd>
        <dt>Answer</dt>
        <dd>
          <Named label={classes[answer.predicted]} />
        </dd>
        <dt>How sure</dt>
        <dd className="numbers">
          {percentWords(answer.probability)}, loss {lossOf(answer).toFixed(2)}
        </dd>
      </dl>
    </div>
  );
}

function Named({ label }: { readonly label: ClassLabel | undefined }) {
  return (
    <span className="verdict-class">
      <ClassSwatch colour={label?.colour ?? 0} />
      <bdi>{label?.name}</bdi>
    </span>
  );
}
