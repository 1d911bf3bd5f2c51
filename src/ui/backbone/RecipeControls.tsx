import { Suspense, useState } from 'react';
import { augments } from '../../core/augmentation/augmentation.ts';
import { fineTuningSchedule, type Learning, shownLearning } from '../../core/training/plan-stages.ts';
import { defaultRecipe, solvesHead } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { useStore } from '../../store/store.ts';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { later } from '../primitives/later.tsx';
import { RecipeNumber } from './RecipeNumber.tsx';
import { WhatLearns } from './WhatLearns.tsx';
import './RecipeControls.css';

// Fetched when first shown: not part of the first screen's download.
const FineTuningPlan = later('The plan of fine-tuning', () => import('../recipe/FineTuningPlan.tsx'));
const Estimate = later('The estimate', () => import('../recipe/Estimate.tsx'));
const RecipeDetails = later('More of the recipe', () => import('../recipe/RecipeDetails.tsx'));

/** The recipe: what learns in sight, and the epochs of a head that has any; everything else behind More. */
export function RecipeControls() {
  const recipe = useStore((state) => state.recipe);
  const card = useStore((state) => state.cards.find(({ id }) => id === state.recipe.backbone));
  const changeRecipe = useStore((state) => state.changeRecipe);
  const [chosen, setChosen] = useState<Learning | null>(null);
  const { fineTuning } = recipe;
  const blocks = card?.blocks.length ?? 1;
  const learning = shownLearning(chosen, fineTuning, blocks);
  const fineTuned = fineTuning.stages.length > 0;
  const augmented = recipe.views > 0 && augments(recipe.augmentation);
  return (
    <div className="recipe">
      <h3>Recipe</h3>
      {!solvesHead(recipe) && (
        <RecipeNumber
          label="Epochs"
          hint={`How often the head learns from all photos${fineTuned ? ' before the backbone’s blocks join in' : ''}. More when the curves still rise at the end.`}
          initial={defaultRecipe.epochs}
          value={recipe.epochs}
          limits={recipeLimits.epochs}
          onChange={(epochs) => changeRecipe({ epochs })}
        />
      )}
      {card && (
        <WhatLearns
          fineTuning={fineTuning}
          blocks={blocks}
          learning={learning}
          onChange={(next, changed) => {
            setChosen(next);
            changeRecipe({
              fineTuning: changed,
              ...(next !== 'head' && recipe.schedule.kind === 'constant' && { schedule: fineTuningSchedule }),
            });
          }}
        />
      )}
      <Suspense fallback={null}>
        {card && fineTuned && <FineTuningPlan blocks={card.blocks} learning={learning} />}
        {(fineTuned || augmented) && <Estimate />}
      </Suspense>
      <Disclosure>
        <Suspense fallback={null}>
          <RecipeDetails />
        </Suspense>
      </Disclosure>
    </div>
  );
}
