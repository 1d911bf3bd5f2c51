import { ChevronRight } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { LessonPart } from '../lesson/LessonPart.tsx';
import { Button } from '../primitives/Button.tsx';
import { EmptyState } from '../primitives/EmptyState.tsx';
import { later } from '../primitives/later.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { StageNotices } from '../training/StageNotices.tsx';
import { BackboneChoice } from './BackboneChoice.tsx';

// Before there are photos there is nothing to advise on, to vary or to train, and the first screen does without their code.
const Advice = later('Advice', () => import('../recipe/Advice.tsx'));
const AugmentationPanel = later('Augmentation', () => import('../augmentation/AugmentationPanel.tsx'));
const OtherNetwork = later('The note on another network', () => import('./OtherNetwork.tsx'));
const OwnBackbones = later('Networks of your own', () => import('./OwnBackbones.tsx'));
const RecipeControls = later('The recipe', async () => ({
  default: (await import('./RecipeControls.tsx')).RecipeControls,
}));

/** The button that was pressed is gone: the focus goes to what it has opened. */
const focusOn = (element: HTMLElement | null): void => element?.focus();

/** Stage 2: which backbone, and how its head is trained. */
export default function ModelStage() {
  const cards = useStore((state) => state.cards);
  const backbone = useStore((state) => state.recipe.backbone);
  const hasPhotos = useStore((state) => state.dataset.samples.length > 0);
  /** Whether the recipe was asked for before there are photos. */
  const [asked, setAsked] = useState(false);
  const changeRecipe = useStore((state) => state.changeRecipe);
  return (
    <Stage name="model" number={2} title="Model" waitsFor={null}>
      <StageNotices stage="model" />
      {cards.length === 0 ? (
        <EmptyState title="The backbones will be listed here once they are read." />
      ) : (
        <LessonPart name="backbone">
          <BackboneChoice cards={cards} value={backbone} onChange={(id) => changeRecipe({ backbone: id })} />
          {hasPhotos && (
            <Suspense fallback={null}>
              <OtherNetwork />
            </Suspense>
          )}
        </LessonPart>
      )}
      {hasPhotos && (
        <Suspense fallback={null}>
          <LessonPart name="backbone">
            <OwnBackbones />
          </LessonPart>
          <LessonPart name="recipe">
            <Advice />
          </LessonPart>
          <LessonPart name="augmentation">
            <AugmentationPanel />
          </LessonPart>
        </Suspense>
      )}
      {hasPhotos || asked ? (
        <div ref={asked ? focusOn : undefined} tabIndex={-1}>
          <Suspense fallback={null}>
            <LessonPart name="recipe">
              <RecipeControls />
            </LessonPart>
          </Suspense>
        </div>
      ) : (
        <Button className="stage-start" look="quiet" icon={ChevronRight} onClick={() => setAsked(true)}>
          Recipe
        </Button>
      )}
    </Stage>
  );
}
