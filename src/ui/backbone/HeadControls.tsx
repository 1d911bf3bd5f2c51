import { useRef } from 'react';
import type { HeadRecipe } from '../../core/training/recipe.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { RecipeNumber } from './RecipeNumber.tsx';
import { recipeLimits } from './recipe-limits.ts';

type HiddenHead = Extract<HeadRecipe, { kind: 'hidden' }>;

const firstHidden: HiddenHead = { kind: 'hidden', units: 128, dropout: 0.2 };

interface HeadControlsProps {
  readonly head: HeadRecipe;
  readonly onChange: (head: HeadRecipe) => void;
}

/** Linear or one hidden layer. The hidden layer's numbers are kept while the head is linear. */
export function HeadControls({ head, onChange }: HeadControlsProps) {
  const hidden = useRef(firstHidden);
  if (head.kind === 'hidden') hidden.current = head;
  return (
    <>
      <div className="recipe-choice">
        <p className="recipe-choice-label">Head</p>
        <Segmented
          label="Head"
          value={head.kind}
          options={[
            { value: 'linear', label: 'Linear' },
            { value: 'hidden', label: 'Hidden layer' },
          ]}
          onChange={(kind) => onChange(kind === 'linear' ? { kind } : hidden.current)}
        />
        <p className="recipe-choice-hint">
          The part that is trained. Linear does well with few photos; a hidden layer can tell harder classes
          apart when you have hundreds of each. Default: linear.
        </p>
      </div>
      {head.kind === 'hidden' && (
        <>
          <RecipeNumber
            label="Units"
            hint="Width of the hidden layer. More when training accuracy stays low, fewer when validation falls behind it."
            initial={firstHidden.units}
            value={head.units}
            limits={recipeLimits.units}
            onChange={(units) => onChange({ ...head, units })}
          />
          <RecipeNumber
            label="Dropout"
            unit="share"
            hint="Share of hidden units left out at each step. Raise it when validation falls behind training."
            initial={firstHidden.dropout}
            value={head.dropout}
            limits={recipeLimits.dropout}
            onChange={(dropout) => onChange({ ...head, dropout })}
          />
        </>
      )}
    </>
  );
}
