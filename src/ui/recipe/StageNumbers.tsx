import { useId } from 'react';
import type { FineTuningStage } from '../../core/training/recipe.ts';
import { type Limits, recipeLimits } from '../../core/training/recipe-limits.ts';
import { limitWords } from '../backbone/limit-words.ts';
import { NumberInput } from '../primitives/NumberInput.tsx';

interface Props {
  /** 'Stage 2': goes before each label for screen readers. */
  readonly name: string;
  readonly stage: FineTuningStage;
  /** Of the backbone: the most that can learn. */
  readonly blocks: number;
  readonly withBlocks: boolean;
  readonly onChange: (stage: FineTuningStage) => void;
}

/** How many blocks learn in a stage, how long and how fast. */
export function StageNumbers({ name, stage, blocks, withBlocks, onChange }: Props) {
  return (
    <div className="stage-numbers">
      {withBlocks && (
        <StageNumber
          name={name}
          label="blocks"
          value={Math.min(stage.blocks, blocks)}
          limits={{ ...recipeLimits.stageBlocks, max: blocks }}
          onChange={(open) => onChange({ ...stage, blocks: open })}
        />
      )}
      <StageNumber
        name={name}
        label="epochs"
        value={stage.epochs}
        limits={recipeLimits.epochs}
        onChange={(epochs) => onChange({ ...stage, epochs })}
      />
      <StageNumber
        name={name}
        label="rate"
        value={stage.learningRate}
        limits={recipeLimits.learningRate}
        onChange={(learningRate) => onChange({ ...stage, learningRate })}
      />
    </div>
  );
}

interface StageNumberProps {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly limits: Limits;
  readonly onChange: (value: number) => void;
}

function StageNumber({ name, label, value, limits, onChange }: StageNumberProps) {
  const id = useId();
  return (
    <div className="stage-number-field recipe-number">
      <label htmlFor={id}>
        <span className="visually-hidden">{name}, </span>
        {label}
      </label>
      <NumberInput
        ids={{ id, 'aria-describedby': `${id}-words` }}
        value={value}
        {...limits}
        onChange={onChange}
      />
      <p id={`${id}-words`} className="recipe-invalid" role="alert">
        Must be {limitWords(limits)}; {value} stays in use.
      </p>
    </div>
  );
}
