import type { CatalogueCard } from '../../core/backbone/card.ts';
import { phasesOf } from '../../core/training/phases.ts';
import type { Learning } from '../../core/training/plan-stages.ts';
import type { FineTuningStage } from '../../core/training/recipe.ts';
import { useStore } from '../../store/store.ts';
import { BlockTimeline } from './BlockTimeline.tsx';
import { StageList } from './StageList.tsx';
import { StageNumbers } from './StageNumbers.tsx';
import './FineTuningPlan.css';

interface Props {
  readonly blocks: CatalogueCard['blocks'];
  readonly learning: Learning;
}

/** The stages of fine-tuning: their numbers, and a drawing of what learns when. */
export default function FineTuningPlan({ blocks, learning }: Props) {
  const recipe = useStore((state) => state.recipe);
  const changeRecipe = useStore((state) => state.changeRecipe);
  const { fineTuning } = recipe;
  const change = (stages: readonly FineTuningStage[]) =>
    changeRecipe({ fineTuning: { ...fineTuning, stages } });
  const [single] = fineTuning.stages;
  return (
    <section className="fine-tuning" aria-label="Fine-tuning plan">
      {learning === 'gradually' ? (
        <StageList stages={fineTuning.stages} blocks={blocks.length} onChange={change} />
      ) : (
        single && (
          <StageNumbers
            name="Fine-tuning"
            stage={single}
            blocks={blocks.length}
            withBlocks={learning === 'last-blocks'}
            onChange={(stage) => change([stage])}
          />
        )
      )}
      <BlockTimeline
        phases={phasesOf(recipe, blocks.length)}
        blocks={blocks.map(({ name }) => name)}
        rateDivisor={fineTuning.rateDivisor}
      />
      <p className="recipe-choice-hint">
        Batch-norm is folded into the backbone’s weights, so its statistics stay as they were: blocks can
        learn from few photos without upsetting them.
      </p>
    </section>
  );
}
