import { Suspense } from 'react';
import { readiness } from '../../core/training/readiness.ts';
import { defaultRecipe, type Recipe, solvesHead } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { useStore } from '../../store/store.ts';
import { RecipeChoice } from '../backbone/RecipeChoice.tsx';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';
import { Button } from '../primitives/Button.tsx';
import { later } from '../primitives/later.tsx';

// Fetched when a rate is first searched.
const RateFinder = later('The search for a learning rate', () => import('./RateFinder.tsx'));

interface Props {
  readonly recipe: Recipe;
  readonly onChange: (change: Partial<Recipe>) => void;
}

/** How weights are changed at each step: by which rule, how far, from how many photos. */
export function OptimizerControls({ recipe, onChange }: Props) {
  // A head that is solved has neither rate nor batches; the stages of fine-tuning have their own.
  const solved = solvesHead(recipe);
  const ready = useStore((state) => readiness(state.dataset).ready);
  const searching = useStore((state) => state.searchingRate);
  const found = useStore((state) => state.rateSearch !== null);
  const searchRate = useStore((state) => state.searchRate);
  return (
    <>
      {!solved && (
        <RecipeChoice
          label="Optimiser"
          value={recipe.optimizer === 'sgd' ? 'sgd' : 'adamw'}
          options={[
            { value: 'adamw', label: 'AdamW' },
            { value: 'sgd', label: 'SGD' },
          ]}
          hint="The rule of a step. AdamW fits each weight’s step to its gradients and works without tuning; SGD is plainer and wants a larger rate. Default: AdamW."
          onChange={(optimizer) => onChange({ optimizer })}
        />
      )}
      {recipe.optimizer === 'sgd' && (
        <RecipeNumber
          label="Momentum"
          unit="share"
          hint="Share of the last step that the next one keeps. Lower it when the loss swings."
          initial={defaultRecipe.momentum}
          value={recipe.momentum}
          limits={recipeLimits.momentum}
          onChange={(momentum) => onChange({ momentum })}
        />
      )}
      {!solved && (
        <>
          <RecipeNumber
            label="Learning rate"
            hint="Size of a step while the head learns alone. Lower it when the loss jumps, raise it when it hardly falls; Find tries rising rates on your photos."
            initial={defaultRecipe.learningRate}
            value={recipe.learningRate}
            limits={recipeLimits.learningRate}
            beside={
              <Button
                disabled={!ready}
                aria-disabled={searching}
                title="Find a learning rate"
                onClick={() => void searchRate()}
              >
                Find
              </Button>
            }
            onChange={(learningRate) => onChange({ learningRate })}
          />
          {(searching || found) && (
            <Suspense fallback={null}>
              <RateFinder />
            </Suspense>
          )}
          <RecipeNumber
            label="Batch size"
            unit="photos"
            hint="Photos a step. Larger is steadier and faster, smaller can do better with few photos."
            initial={defaultRecipe.batchSize}
            value={recipe.batchSize}
            limits={recipeLimits.batchSize}
            onChange={(batchSize) => onChange({ batchSize })}
          />
        </>
      )}
    </>
  );
}
