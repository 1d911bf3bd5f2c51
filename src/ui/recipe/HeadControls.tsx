import { useRef } from 'react';
import { defaultRecipe, type HeadRecipe, type Recipe, solvesHead } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { TYPICAL_PENALTY } from '../../core/training/softmax-regression/penalty-path.ts';
import { RecipeChoice } from '../backbone/RecipeChoice.tsx';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';
import { Field } from '../primitives/Field.tsx';
import { Switch } from '../primitives/Switch.tsx';

const FIRST_UNITS = 128;
/** Dropout that each kind of head starts with. */
const firstDropout: Readonly<Record<HeadRecipe['kind'], number>> = {
  linear: defaultRecipe.head.dropout,
  hidden: 0.2,
};

/** How a linear head learns. */
const ways = [
  { value: 'solved', label: 'Solved' },
  { value: 'steps', label: 'Step by step' },
] as const;

interface HeadControlsProps {
  readonly recipe: Recipe;
  readonly onChange: (change: Partial<Recipe>) => void;
}

/** Linear or one hidden layer, solved or trained by steps. Each kind's numbers are kept while the other is chosen. */
export function HeadControls({ recipe, onChange }: HeadControlsProps) {
  const { head } = recipe;
  const kept = useRef<Record<HeadRecipe['kind'], HeadRecipe>>({
    linear: { kind: 'linear', dropout: firstDropout.linear },
    hidden: { kind: 'hidden', units: FIRST_UNITS, dropout: firstDropout.hidden },
  });
  kept.current[head.kind] = head;
  const steps = useRef<Recipe['optimizer']>('adamw');
  if (recipe.optimizer !== 'lbfgs') steps.current = recipe.optimizer;
  const solved = solvesHead(recipe);
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
        onChange={(kind) => onChange({ head: kept.current[kind] })}
      />
      {head.kind === 'linear' && (
        <RecipeChoice
          label="How it learns"
          value={solved ? 'solved' : 'steps'}
          options={ways}
          hint="Solved: softmax regression has one best answer, which L-BFGS finds, without rates, epochs or luck. Step by step: AdamW or SGD, as fine-tuning does. Default: solved."
          onChange={(way) => onChange({ optimizer: way === 'solved' ? 'lbfgs' : steps.current })}
        />
      )}
      {solved && <PenaltyControls penalty={recipe.penalty} onChange={(penalty) => onChange({ penalty })} />}
      {head.kind === 'hidden' && (
        <RecipeNumber
          label="Units"
          hint="Width of the hidden layer. More when training accuracy stays low, fewer when validation falls behind it."
          initial={FIRST_UNITS}
          value={head.units}
          limits={recipeLimits.units}
          onChange={(units) => onChange({ head: { ...head, units } })}
        />
      )}
      {!solved && (
        <RecipeNumber
          label="Dropout"
          unit="share"
          hint={`Share of ${head.kind === 'hidden' ? 'hidden units' : 'features'} left out at each step. Raise it when validation falls behind training.`}
          initial={firstDropout[head.kind]}
          value={head.dropout}
          limits={recipeLimits.dropout}
          onChange={(dropout) => onChange({ head: { ...head, dropout } })}
        />
      )}
    </>
  );
}

interface PenaltyProps {
  readonly penalty: number | null;
  readonly onChange: (penalty: number | null) => void;
}

/** How strongly the weights are held down: found on the photos, or a number. */
function PenaltyControls({ penalty, onChange }: PenaltyProps) {
  return (
    <>
      <Field
        label="Find the penalty"
        hint="Tries penalties on your photos by cross-validation, and takes the one whose answers fit left-out photos best."
        initial="on"
        layout="row"
      >
        {(ids) => (
          <Switch
            ids={ids}
            checked={penalty === null}
            onChange={(on) => onChange(on ? null : TYPICAL_PENALTY)}
          />
        )}
      </Field>
      {penalty !== null && (
        <RecipeNumber
          label="Penalty"
          hint="Half of it times the sum of the squared weights is added to the sum of the photos’ losses (scikit-learn’s C is its inverse). More when validation falls behind training."
          initial={TYPICAL_PENALTY}
          value={penalty}
          limits={recipeLimits.penalty}
          onChange={onChange}
        />
      )}
    </>
  );
}
