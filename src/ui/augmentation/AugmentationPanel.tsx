import { Eye } from 'lucide-react';
import { Activity, Suspense, useId, useRef, useState } from 'react';
import { type Augmentation, augments } from '../../core/augmentation/augmentation.ts';
import { presetOf, presets } from '../../core/augmentation/presets.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { useStore } from '../../store/store.ts';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { later } from '../primitives/later.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { viewCostWords } from './augmentation-words.ts';
import { presetOptions, presetWords } from './preset-words.ts';
import './AugmentationPanel.css';

// Fetched when first opened: not part of the first screen's download.
const ViewsPreview = later('The preview of views', () => import('./ViewsPreview.tsx'));
const AugmentationParts = later('More augmentation', () => import('./AugmentationParts.tsx'));

/** How training photos are varied: a preset and the number of views in sight, each part behind More. */
export default function AugmentationPanel() {
  const augmentation = useStore((state) => state.recipe.augmentation);
  const views = useStore((state) => state.recipe.views);
  const changeRecipe = useStore((state) => state.changeRecipe);
  /** What a handle that is held would make of it: seen at once, stored when it is let go. */
  const [dragged, setDragged] = useState<Augmentation | null>(null);
  const [preview, setPreview] = useState<'never' | 'open' | 'closed'>('never');
  const preset = presetOf(augmentation) ?? 'custom';
  /** The person's own, to come back to from a preset. */
  const custom = useRef<Augmentation | null>(null);
  if (preset === 'custom') custom.current = augmentation;
  const id = useId();
  const change = (next: Augmentation) => {
    setDragged(null);
    changeRecipe({ augmentation: next });
  };
  return (
    <section className="augmentation" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>Augmentation</h3>
      <div className="augmentation-presets">
        <Segmented
          label="Augmentation"
          value={preset}
          options={presetOptions.filter(({ value }) => value !== 'custom' || custom.current !== null)}
          onChange={(value) => change(value === 'custom' ? (custom.current ?? augmentation) : presets[value])}
        />
        <p className="field-hint">{presetWords[preset]} Default: none.</p>
      </div>
      <RecipeNumber
        label="Views a photo"
        hint={`Varied copies made of each training photo, beside the photo itself; more when photos are few. ${viewCostWords(views, augments(augmentation))}`}
        initial={defaultRecipe.views}
        value={views}
        limits={recipeLimits.views}
        onChange={(count) => changeRecipe({ views: count })}
      />
      <Button
        className="augmentation-see"
        icon={Eye}
        aria-expanded={preview === 'open'}
        onClick={() => setPreview(preview === 'open' ? 'closed' : 'open')}
      >
        See what the model sees
      </Button>
      {preview !== 'never' && (
        // Hidden, it keeps its photo and draws nothing.
        <Activity mode={preview === 'open' ? 'visible' : 'hidden'}>
          <Suspense fallback={null}>
            <ViewsPreview augmentation={dragged ?? augmentation} />
          </Suspense>
        </Activity>
      )}
      <Disclosure label="More augmentation">
        <Suspense fallback={null}>
          <AugmentationParts augmentation={augmentation} onDrag={setDragged} onChange={change} />
        </Suspense>
      </Disclosure>
    </section>
  );
}
