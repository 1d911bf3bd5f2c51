import { RotateCcw } from 'lucide-react';
import { defaultRecipe, solvesHead } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { useStore } from '../../store/store.ts';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';
import { Button } from '../primitives/Button.tsx';
import { FineTuningNumbers } from './FineTuningNumbers.tsx';
import { HeadControls } from './HeadControls.tsx';
import { JudgingControls } from './JudgingControls.tsx';
import { OptimizerControls } from './OptimizerControls.tsx';
import { ReadControls } from './ReadControls.tsx';
import { RecipeFile } from './RecipeFile.tsx';
import { RecipeGroup } from './RecipeGroup.tsx';
import { RegularisationControls } from './RegularisationControls.tsx';
import { ScheduleControls } from './ScheduleControls.tsx';
import { ScheduleCurve } from './ScheduleCurve.tsx';

/** Everything of the recipe that the simple path leaves out, in groups. */
export default function RecipeDetails() {
  const recipe = useStore((state) => state.recipe);
  const changeRecipe = useStore((state) => state.changeRecipe);
  const resetRecipe = useStore((state) => state.resetRecipe);
  const card = useStore((state) => state.cards.find(({ id }) => id === state.recipe.backbone));
  const solved = solvesHead(recipe);
  const fineTuned = recipe.fineTuning.stages.length > 0;
  return (
    <>
      {card && card.depths.length > 1 && (
        <RecipeGroup title="What the head reads">
          <ReadControls card={card} read={recipe.read} onChange={(read) => changeRecipe({ read })} />
        </RecipeGroup>
      )}
      <RecipeGroup title="Head">
        <HeadControls recipe={recipe} onChange={changeRecipe} />
      </RecipeGroup>
      {(!solved || fineTuned) && (
        <RecipeGroup title="Optimiser and schedule">
          <OptimizerControls recipe={recipe} onChange={changeRecipe} />
          <ScheduleControls schedule={recipe.schedule} onChange={(schedule) => changeRecipe({ schedule })} />
          <ScheduleCurve />
        </RecipeGroup>
      )}
      <RecipeGroup title="Regularisation">
        <RegularisationControls recipe={recipe} onChange={changeRecipe} />
      </RecipeGroup>
      <RecipeGroup title="Judging">
        <JudgingControls recipe={recipe} onChange={changeRecipe} />
      </RecipeGroup>
      {fineTuned && (
        <RecipeGroup title="Fine-tuning">
          <FineTuningNumbers
            fineTuning={recipe.fineTuning}
            onChange={(fineTuning) => changeRecipe({ fineTuning })}
          />
        </RecipeGroup>
      )}
      <RecipeGroup title="Seed">
        <RecipeNumber
          label="Seed"
          hint="Start of all random choices: the same seed gives the same result. Change it to see how much is luck."
          initial={defaultRecipe.seed}
          value={recipe.seed}
          limits={recipeLimits.seed}
          onChange={(seed) => changeRecipe({ seed })}
        />
      </RecipeGroup>
      <RecipeFile />
      <Button look="secondary" icon={RotateCcw} onClick={resetRecipe}>
        Reset to defaults
      </Button>
    </>
  );
}
