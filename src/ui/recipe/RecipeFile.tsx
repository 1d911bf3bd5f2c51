import { Download, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { toFailure } from '../../core/project/failure.ts';
import { parseRecipe } from '../../core/training/parse-recipe.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { saveFile } from '../primitives/save-file.ts';

/** Takes the recipe away as a file, and opens one: to repeat a training elsewhere, or to hand it to a class. */
export function RecipeFile() {
  const recipe = useStore((state) => state.recipe);
  const cards = useStore((state) => state.cards);
  const replaceRecipe = useStore((state) => state.replaceRecipe);
  const notify = useStore((state) => state.notify);
  const [opened, setOpened] = useState(false);

  const open = async (file: File) => {
    setOpened(false);
    try {
      const read = parseRecipe(await file.text(), file.name);
      const known = cards.some(({ id }) => id === read.backbone);
      replaceRecipe(known ? read : { ...read, backbone: recipe.backbone }, 'Open recipe');
      setOpened(true);
    } catch (error) {
      notify({
        tone: 'error',
        stage: 'model',
        title: 'The recipe could not be opened',
        failures: [toFailure(error)],
      });
    }
  };

  return (
    <div className="recipe-file">
      <Button look="secondary" icon={FolderOpen} onClick={() => pickJson((file) => void open(file))}>
        Open recipe
      </Button>
      <Button
        look="secondary"
        icon={Download}
        onClick={() => saveFile('recipe.json', 'application/json', [JSON.stringify(recipe, null, 2)])}
      >
        Save recipe
      </Button>
      <p className="recipe-hint" role="status">
        {opened ? 'The recipe is open.' : ''}
      </p>
    </div>
  );
}

function pickJson(take: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => input.files?.[0] && take(input.files[0]), { once: true });
  input.click();
}
