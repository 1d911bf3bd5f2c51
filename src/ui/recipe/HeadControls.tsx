import { useRef } from 'react';
import { defaultRecipe, type HeadRecipe } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { RecipeChoice } from '../backbone/RecipeChoice.tsx';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';

const FIRST_UNITS = 128;
/** Dropout that each kind of head starts with. */
const firstDropout: Readonly<Record<HeadRecipe['kind'], number>> = {
  linear: defaultRecipe.head.dropout,
  hidden: 0.2,
};

interface HeadControlsProps {
  readonly head: HeadRecipe;
  readonly onChange: (head: HeadRecipe) => void;
}

/** Linear or one hidden layer. Each kind's numbers are kept while the other is chosen. */
export function HeadControls({ head, onChange }: HeadControlsProps) {
  const kept = useRef<Record<HeadRecipe['kind'], HeadRecipe>>({
    linear: { kind: 'linear', dropout: firstDropout.linear },
    hidden: { kind: 'hidden', units: FIRST_UNITS, dropout: firstDropout.hidden },
  });
  kept.current[head.kind] = head;
  return (
    <>
      <RecipeChoice
        label="Kind of head"
        value={head.kind}
        options={[
          { value: 'linear', label: 'Linear' },
          { value: 'hidden', label: 'Hidden layer' },
        ]}
        hint="The part on top that tells your classes apart. Linear does well with few photos; a hidden layer can tell harder classes apart when you have hundreds of each. Default: linear."
        onChange={(kind) => onChange(kept.current[kind])}
      />
      {head.kind === 'hidden' && (
        <RecipeNumber
          label="Units"
          hint="Width of the hidden layer. More when training accuracy stays low, fewer when validation falls behind it."
          initial={FIRST_UNITS}
          value={head.units}
          limits={recipeLimits.units}
          onChange={(units) => onChange({ ...head, units })}
        />
      )}
      <RecipeNumber
        label="Dropout"
        unit="share"
        hint={`Share of ${head.kind === 'hidden' ? 'hidden units' : 'features'} left out at each step. Raise it when validation falls behind training.`}
        initial={firstDropout[head.kind]}
        value={head.dropout}
        limits={recipeLimits.dropout}
        onChange={(dropout) => onChange({ ...head, dropout })}
      />
    </>
  );
}
