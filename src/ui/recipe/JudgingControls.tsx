import { countWords } from '../../core/count-words.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import { MOST_FOLDED } from '../../core/training/recipe.ts';
import { RecipeChoice } from '../backbone/RecipeChoice.tsx';

interface Props {
  readonly recipe: Recipe;
  readonly onChange: (change: Partial<Recipe>) => void;
}

/** What a result is measured on. */
export function JudgingControls({ recipe, onChange }: Props) {
  return (
    <RecipeChoice
      label="Judged on"
      value={recipe.judging}
      options={[
        { value: 'folds', label: 'Every photo' },
        { value: 'split', label: 'Validation photos' },
      ]}
      hint={`Every photo: each is judged by a model that has not seen it, and the model that you keep learns from all of them. Where blocks learn too, where a folder says what is validation, and with more than ${countWords(MOST_FOLDED)} photos, or fewer of hundreds of classes, the validation photos are held out all the same. Default: every photo.`}
      onChange={(judging) => onChange({ judging })}
    />
  );
}
