import { RotateCcw } from 'lucide-react';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { HeadControls } from './HeadControls.tsx';
import { RecipeNumber } from './RecipeNumber.tsx';
import { recipeLimits } from './recipe-limits.ts';

/** The recipe: epochs in sight, everything else behind More. */
export function RecipeControls() {
  const recipe = useStore((state) => state.recipe);
  const changeRecipe = useStore((state) => state.changeRecipe);
  const resetRecipe = useStore((state) => state.resetRecipe);
  return (
    <div className="recipe">
      <h3>Recipe</h3>
      <RecipeNumber
        label="Epochs"
        hint="How often training goes through all photos. More when the curves still rise at the end."
        initial={defaultRecipe.epochs}
        value={recipe.epochs}
        limits={recipeLimits.epochs}
        onChange={(epochs) => changeRecipe({ epochs })}
      />
      <Disclosure>
        <HeadControls head={recipe.head} onChange={(head) => changeRecipe({ head })} />
        <RecipeNumber
          label="Learning rate"
          hint="Size of a training step (AdamW). Lower it when the loss jumps up and down, raise it when it hardly falls."
          initial={defaultRecipe.learningRate}
          value={recipe.learningRate}
          limits={recipeLimits.learningRate}
          onChange={(learningRate) => changeRecipe({ learningRate })}
        />
        <RecipeNumber
          label="Weight decay"
          hint="Pull towards small weights. Raise it when validation falls behind training."
          initial={defaultRecipe.weightDecay}
          value={recipe.weightDecay}
          limits={recipeLimits.weightDecay}
          onChange={(weightDecay) => changeRecipe({ weightDecay })}
        />
        <RecipeNumber
          label="Batch size"
          unit="photos"
          hint="Photos a step. Larger is steadier and faster, smaller can do better with few photos."
          initial={defaultRecipe.batchSize}
          value={recipe.batchSize}
          limits={recipeLimits.batchSize}
          onChange={(batchSize) => changeRecipe({ batchSize })}
        />
        <RecipeNumber
          label="Seed"
          hint="Start of all random choices: the same seed gives the same result. Change it to see how much is luck."
          initial={defaultRecipe.seed}
          value={recipe.seed}
          limits={recipeLimits.seed}
          onChange={(seed) => changeRecipe({ seed })}
        />
        <Button look="secondary" icon={RotateCcw} onClick={resetRecipe}>
          Reset to defaults
        </Button>
      </Disclosure>
    </div>
  );
}
