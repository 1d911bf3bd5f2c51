import { useRef } from 'react';
import { type Schedule, usualSchedules } from '../../core/training/recipe.ts';
import { recipeLimits } from '../../core/training/recipe-limits.ts';
import { RecipeChoice } from '../backbone/RecipeChoice.tsx';
import { RecipeNumber } from '../backbone/RecipeNumber.tsx';

type Kind = Schedule['kind'];

const hints: Readonly<Record<Kind, string>> = {
  constant: 'The same rate from start to end.',
  cosine: 'Rises for a moment, then falls to nothing: fine steps at the end.',
  'one-cycle': 'Rises to the peak, then falls to almost nothing: bold in the middle, fine at the end.',
  plateau: 'Falls whenever validation loss has stopped falling.',
};

interface Props {
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
}

/** How the rate moves over each phase. Each kind's numbers are kept while another is chosen. */
export function ScheduleControls({ schedule, onChange }: Props) {
  const kept = useRef<Record<Kind, Schedule>>({ ...usualSchedules });
  kept.current[schedule.kind] = schedule;
  return (
    <>
      <RecipeChoice
        label="Schedule"
        value={schedule.kind}
        options={[
          { value: 'constant', label: 'Constant' },
          { value: 'cosine', label: 'Cosine' },
          { value: 'one-cycle', label: 'One cycle' },
          { value: 'plateau', label: 'Plateau' },
        ]}
        hint={`How the rate moves over each phase. ${hints[schedule.kind]} Default: constant; cosine where blocks learn.`}
        onChange={(kind) => onChange(kept.current[kind])}
      />
      {schedule.kind === 'cosine' && (
        <RecipeNumber
          label="Warm-up"
          unit="share"
          hint="Share of the steps in which the rate rises. More when the loss jumps at the start."
          initial={usualSchedules.cosine.warmup}
          value={schedule.warmup}
          limits={recipeLimits.warmup}
          onChange={(warmup) => onChange({ ...schedule, warmup })}
        />
      )}
      {schedule.kind === 'one-cycle' && (
        <RecipeNumber
          label="Peak"
          unit="share"
          hint="Share of the steps after which the rate is highest. Later is gentler."
          initial={usualSchedules['one-cycle'].peak}
          value={schedule.peak}
          limits={recipeLimits.peak}
          onChange={(peak) => onChange({ ...schedule, peak })}
        />
      )}
      {schedule.kind === 'plateau' && (
        <>
          <RecipeNumber
            label="Factor"
            hint="What the rate is multiplied by each time. Smaller falls faster."
            initial={usualSchedules.plateau.factor}
            value={schedule.factor}
            limits={recipeLimits.plateauFactor}
            onChange={(factor) => onChange({ ...schedule, factor })}
          />
          <RecipeNumber
            label="Epochs without gain"
            hint="How long validation loss may stand still before the rate falls. More when it is noisy."
            initial={usualSchedules.plateau.patience}
            value={schedule.patience}
            limits={recipeLimits.plateauPatience}
            onChange={(patience) => onChange({ ...schedule, patience })}
          />
        </>
      )}
    </>
  );
}
