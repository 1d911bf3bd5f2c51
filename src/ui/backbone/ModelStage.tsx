import { useStore } from '../../store/store.ts';
import { AugmentationPanel } from '../augmentation/AugmentationPanel.tsx';
import { EmptyState } from '../primitives/EmptyState.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { Advice } from '../recipe/Advice.tsx';
import { StageNotices } from '../training/StageNotices.tsx';
import { BackboneChoice } from './BackboneChoice.tsx';
import { RecipeControls } from './RecipeControls.tsx';

/** Stage 2: which backbone, and how its head is trained. */
export default function ModelStage() {
  const cards = useStore((state) => state.cards);
  const backbone = useStore((state) => state.recipe.backbone);
  const changeRecipe = useStore((state) => state.changeRecipe);
  return (
    <Stage name="model" number={2} title="Model" waitsFor={null}>
      <StageNotices stage="model" />
      {cards.length === 0 ? (
        <EmptyState title="The backbones will be listed here once they are read." />
      ) : (
        <BackboneChoice cards={cards} value={backbone} onChange={(id) => changeRecipe({ backbone: id })} />
      )}
      <Advice />
      <AugmentationPanel />
      <RecipeControls />
    </Stage>
  );
}
