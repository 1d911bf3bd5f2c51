import { Check, Trophy } from 'lucide-react';
import { useMemo, useState } from 'react';
import { totalCounts } from '../../../core/dataset/selectors.ts';
import type { SweepAxis, Trial } from '../../../core/training/sweep.ts';
import { bestTrial, sameHeadTraining, withValues } from '../../../core/training/sweep-trials.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import { SweepGrid } from './SweepGrid.tsx';
import { SweepLine } from './SweepLine.tsx';
import { SweepTable } from './SweepTable.tsx';
import type { SweepPicture } from './sweep-axes.ts';
import { chanceWords, placeWords, resultWords } from './sweep-words.ts';

/** The picture, the best one in words, and a button that takes the chosen values. */
export function SweepResult() {
  const trials = useStore((state) => state.trials);
  const axes = useStore((state) => state.sweepAxes);
  const photos = useStore((state) => totalCounts(state.dataset).validation);
  const [wanted, setWanted] = useState<Trial | null>(null);
  const best = useMemo(() => bestTrial(trials), [trials]);
  const chosen = wanted && trials.includes(wanted) ? wanted : best;
  const picture: SweepPicture = { axes, trials, photos, best, chosen, onChoose: setWanted };
  const chance = best && chanceWords(best, trials, photos);
  return (
    <>
      {axes.length > 1 ? <SweepGrid {...picture} /> : <SweepLine {...picture} />}
      {chosen && <ChosenTrial axes={axes} trial={chosen} photos={photos} isBest={chosen === best} />}
      {chance && <p className="sweep-hint numbers">{chance}</p>}
      {best && (
        <p className="sweep-hint">
          The best of several looks better than it is, since its luck helped to choose it. Cross-validation
          under Evaluate, or the test set, tells how good it is.
        </p>
      )}
      <SweepTable {...picture} />
    </>
  );
}

interface ChosenTrialProps {
  readonly axes: readonly SweepAxis[];
  readonly trial: Trial;
  readonly photos: number;
  readonly isBest: boolean;
}

function ChosenTrial({ axes, trial, photos, isBest }: ChosenTrialProps) {
  const recipe = useStore((state) => state.recipe);
  const replaceRecipe = useStore((state) => state.replaceRecipe);
  const place = placeWords(axes, trial.values);
  const used = sameHeadTraining(recipe, withValues(recipe, axes, trial.values));
  return (
    <div className="sweep-chosen numbers" aria-live="polite">
      <p className="sweep-place">
        {isBest && <Trophy size={16} strokeWidth={1.75} aria-hidden="true" />}
        <span>
          {isBest ? 'Best: ' : 'Chosen: '}
          {place}
        </span>
      </p>
      <p>{sentence(resultWords(trial, photos))}</p>
      <Button
        {...(used && { icon: Check })}
        aria-disabled={used}
        onClick={() => {
          if (!used) replaceRecipe(withValues(recipe, axes, trial.values), `Use ${place}`);
        }}
      >
        {used ? 'In the recipe' : 'Use these values'}
      </Button>
    </div>
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
