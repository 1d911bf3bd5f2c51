import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Recipe } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';
import { quotedName } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';

/** Puts a run's recipe under Model, to be changed and trained; Undo brings back the one before. */
export function AgainButton({ run }: { readonly run: Run }) {
  const takeRecipeOf = useStore((state) => state.takeRecipeOf);
  const recipe = useStore((state) => state.recipe);
  /** The recipe under Model as this button left it. */
  const [taken, setTaken] = useState<Recipe | null>(null);
  return (
    <>
      <Button
        icon={RotateCcw}
        onClick={() => {
          takeRecipeOf(run.id);
          setTaken(useStore.getState().recipe);
        }}
      >
        Run again with changes
      </Button>
      <p className="run-again-words" role="status">
        {taken === recipe
          ? `Model has the recipe of ${quotedName(run)} now. Change it there and press Train, or Undo to have the one before.`
          : ''}
      </p>
    </>
  );
}
