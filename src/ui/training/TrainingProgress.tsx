import { useEffect, useMemo, useState } from 'react';
import { augments } from '../../core/augmentation/augmentation.ts';
import { durationWords } from '../../core/duration-words.ts';
import { rateMeter } from '../../core/project/rate.ts';
import { type Phase, phasesOf } from '../../core/training/phases.ts';
import { solvesHead, totalEpochs } from '../../core/training/recipe.ts';
import { useStore } from '../../store/store.ts';
import type { RunningStatus } from '../../store/training/training-state.ts';
import { useThrottled } from '../charts/use-throttled.ts';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { rateWords, timeLeftWords } from '../primitives/progress-words.ts';
import { phaseWords } from './phase-words.ts';
import { epochTime, phaseAt, solvingLeft, timeLeft } from './time-left.ts';

interface FittingProgressProps {
  readonly status: Extract<RunningStatus, { kind: 'fitting' }>;
  readonly phases: readonly Phase[];
  readonly onPause: () => void;
  readonly onStop: () => void;
}

function FittingProgress({ status, phases, onPause, onStop }: FittingProgressProps) {
  const { recipe, history, batch } = status;
  const done = useThrottled(batch?.progress ?? history.at(-1)?.epoch ?? 0, 100);
  // Of this recipe: a plan doesn't outlive a change of it.
  const plan = useStore((state) => (state.recipe === recipe ? state.plan : null));
  // Blocks learn in batches, an epoch's first ones before there is an epoch of theirs to tell; solving has none.
  const solving = solvesHead(recipe) && (history.at(-1)?.phase ?? 0) === 0 && batch === null;
  // Iterations of a head that was solved come before the epochs that were planned.
  const solved = solvesHead(recipe) ? history.filter((metrics) => metrics.phase === 0).length : 0;
  const phase = phaseAt(phases, history, Math.max(0, done - solved));
  const index = phase?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each phase has its own speed.
  const meter = useMemo(() => rateMeter(() => performance.now()), [index]);
  const [rate, setRate] = useState(0);
  useEffect(() => setRate(meter(done)), [meter, done]);
  const epoch = (phase && epochTime(phase, history, plan)) ?? (rate > 0 ? 1000 / rate : null);
  const figures: string[] = [];
  if (phase && epoch) {
    figures.push(epoch < 1000 ? rateWords(1000 / epoch) : `${durationWords(epoch)} an epoch`);
    const { seconds, all } = timeLeft(phases, phase, done - solved, epoch, plan);
    figures.push(`${timeLeftWords(seconds)}${all ? '' : ' in this stage'}`);
  }
  if (solving) {
    const left = solvingLeft(history, status.share ?? 0);
    return (
      <ProgressBar
        what="Solving the head"
        unit={done === 1 ? 'iteration' : 'iterations'}
        done={Math.floor(done)}
        total={null}
        rate={0}
        {...(left !== null && { share: status.share ?? 0 })}
        figures={left === null ? [] : [timeLeftWords(left)]}
        onStop={onStop}
      />
    );
  }
  return (
    <ProgressBar
      what={phase ? phaseWords(phases, phase) : 'Training the head'}
      unit="epochs"
      done={Math.floor(done) - solved}
      total={totalEpochs(recipe)}
      rate={0}
      figures={figures}
      {...(index > 0 && { onPause })}
      onStop={onStop}
    />
  );
}

interface ComparingProgressProps {
  readonly done: number;
  readonly total: number;
  readonly onStop: () => void;
}

/** Photos are compared in passes, each of its own length and speed. */
function ComparingProgress({ done, total, onStop }: ComparingProgressProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each pass has its own speed.
  const meter = useMemo(() => rateMeter(() => performance.now()), [total]);
  const [rate, setRate] = useState(0);
  useEffect(() => setRate(meter(done)), [meter, done]);
  return (
    <ProgressBar
      what="Looking for near-duplicates"
      unit="steps"
      done={done}
      total={total}
      rate={rate}
      onStop={onStop}
    />
  );
}

interface TrainingProgressProps {
  readonly status: RunningStatus;
  readonly onPause: () => void;
  readonly onStop: () => void;
}

/** What the training does now, how far it is, Stop, and Pause while it fine-tunes. */
export function TrainingProgress({ status, onPause, onStop }: TrainingProgressProps) {
  const { recipe, history } = status;
  const card = useStore((state) => state.cards.find(({ id }) => id === recipe.backbone));
  const phases = useMemo(() => phasesOf(recipe, card?.blocks.length ?? 1), [recipe, card]);
  const pausable = history.some(({ phase }) => phase > 0);
  if (status.kind === 'preparing')
    return (
      <ProgressBar
        what={status.what}
        unit={history.length > 0 && totalEpochs(recipe) > 0 ? 'epochs' : null}
        done={history.at(-1)?.epoch ?? 0}
        total={totalEpochs(recipe)}
        rate={0}
        onStop={onStop}
      />
    );
  if (status.kind === 'extracting') {
    const views = recipe.views > 0 && augments(recipe.augmentation);
    return (
      <ProgressBar
        what={
          status.upTo === null
            ? `Looking at photos with ${card?.name ?? recipe.backbone}`
            : `Reading photos up to ${status.upTo}`
        }
        unit={views ? 'views of photos' : 'photos'}
        {...status.progress}
        {...(pausable && { onPause })}
        onStop={onStop}
      />
    );
  }
  if (status.kind === 'comparing') return <ComparingProgress {...status} onStop={onStop} />;
  if (status.kind === 'choosing' || status.kind === 'judging')
    return (
      <ProgressBar
        what={
          status.kind === 'choosing'
            ? 'Finding out which depths to read'
            : 'Judging by models that leave photos out'
        }
        unit={status.kind === 'choosing' ? 'per cent' : 'models'}
        done={status.done}
        total={status.total}
        rate={0}
        figures={[]}
        onStop={onStop}
      />
    );
  if (status.kind !== 'fitting') return null;
  return <FittingProgress status={status} phases={phases} onPause={onPause} onStop={onStop} />;
}
