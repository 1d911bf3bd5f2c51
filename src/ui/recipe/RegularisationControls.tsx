import { defaultRecipe, type Recipe, solvesHead } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';
import { Field } from '../primitives/Field.tsx';
import { Switch } from '../primitives/Switch.tsx';

interface Props {
  readonly recipe: Recipe;
  readonly onChange: (change: Partial<Recipe>) => void;
}

/** What keeps the model from learning the training photos by heart. */
export function RegularisationControls({ recipe, onChange }: Props) {
  const solved = solvesHead(recipe);
  /** Whether anything is learned step by step. */
  const steps = !solved || recipe.fineTuning.stages.length > 0;
  return (
    <>
      {!solved && (
        <RecipeNumber
          label="Weight decay"
          hint="Pull towards small weights while the head learns alone. Raise it when validation falls behind training."
          initial={defaultRecipe.weightDecay}
          value={recipe.weightDecay}
          limits={recipeLimits.weightDecay}
          onChange={(weightDecay) => onChange({ weightDecay })}
        />
      )}
      {steps && (
        <>
          <RecipeNumber
            label="Label smoothing"
            unit="share"
            hint="Share of each target spread over all classes, so that the model is less sure of itself. Try 0.1 when some labels are wrong."
            initial={defaultRecipe.labelSmoothing}
            value={recipe.labelSmoothing}
            limits={recipeLimits.labelSmoothing}
            onChange={(labelSmoothing) => onChange({ labelSmoothing })}
          />
          <RecipeNumber
            label="Mixup"
            unit="α"
            hint="Learns from mixtures of two photos’ features; 0 for none. Try 0.2 when validation falls behind training."
            initial={defaultRecipe.mixup}
            value={recipe.mixup}
            limits={recipeLimits.mixup}
            onChange={(mixup) => onChange({ mixup })}
          />
        </>
      )}
      <Field
        label="Balance classes"
        hint="Counts photos of small classes more, so that none is neglected. Switch it on when classes are very unequal."
        initial="off"
        layout="row"
      >
        {(ids) => (
          <Switch
            ids={ids}
            checked={recipe.classWeights === 'balanced'}
            onChange={(on) => onChange({ classWeights: on ? 'balanced' : 'none' })}
          />
        )}
      </Field>
      {steps && (
        <>
          <RecipeNumber
            label="Clip norm"
            hint="Longest gradient that a step follows in full; 0 for no limit. Try 1 when the loss jumps now and then."
            initial={defaultRecipe.clipNorm}
            value={recipe.clipNorm}
            limits={recipeLimits.clipNorm}
            onChange={(clipNorm) => onChange({ clipNorm })}
          />
          <RecipeNumber
            label="Patience"
            unit="epochs"
            hint="Ends a phase when validation loss has not fallen for so long, and keeps the best weights; 0 for never."
            initial={defaultRecipe.patience}
            value={recipe.patience}
            limits={recipeLimits.patience}
            onChange={(patience) => onChange({ patience })}
          />
        </>
      )}
    </>
  );
}
