import { defaultRecipe, type FineTuning } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';

const initial = defaultRecipe.fineTuning;

interface Props {
  readonly fineTuning: FineTuning;
  readonly onChange: (fineTuning: FineTuning) => void;
}

/** What all stages of fine-tuning share. */
export function FineTuningNumbers({ fineTuning, onChange }: Props) {
  return (
    <>
      <RecipeNumber
        label="Rate divisor"
        hint="Each block learns that many times more slowly than the one above it; 1 for all alike. Deeper blocks know what all pictures share, and should change less."
        initial={initial.rateDivisor}
        value={fineTuning.rateDivisor}
        limits={recipeLimits.rateDivisor}
        onChange={(rateDivisor) => onChange({ ...fineTuning, rateDivisor })}
      />
      <RecipeNumber
        label="Fine-tuning weight decay"
        hint="Pull towards small weights of blocks and head. Raise it when validation falls behind training."
        initial={initial.weightDecay}
        value={fineTuning.weightDecay}
        limits={recipeLimits.weightDecay}
        onChange={(weightDecay) => onChange({ ...fineTuning, weightDecay })}
      />
      <RecipeNumber
        label="Fine-tuning batch size"
        unit="photos"
        hint="Photos a step. Fewer take less memory."
        initial={initial.batchSize}
        value={fineTuning.batchSize}
        limits={recipeLimits.batchSize}
        onChange={(batchSize) => onChange({ ...fineTuning, batchSize })}
      />
    </>
  );
}
