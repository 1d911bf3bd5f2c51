import { Play } from 'lucide-react';
import { Suspense, useMemo } from 'react';
import { accuracyWords, unseenBy } from '../../core/evaluation/words.ts';
import { foldsAll, readiness } from '../../core/training/readiness.ts';
import { solvesHead } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';
import type { State } from '../../store/state.ts';
import { useStore } from '../../store/store.ts';
import type { RunningStatus, TrainingStatus } from '../../store/training/training-state.ts';
import { type CurvesProps, TrainingCurves } from '../charts/TrainingCurves.tsx';
import { GuessNote } from '../lesson/GuessNote.tsx';
import { LessonPart } from '../lesson/LessonPart.tsx';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { later } from '../primitives/later.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { RunList } from '../runs/RunList.tsx';
import { ReadinessList } from './ReadinessList.tsx';
import { StageNotices } from './StageNotices.tsx';
import { TrainingProgress } from './TrainingProgress.tsx';
import { epochsShown, runName, stepWord } from './training-words.ts';
import { UnfinishedRuns } from './UnfinishedRuns.tsx';
import './TrainStage.css';

const GuessForm = later('Your guess', () => import('../lesson/GuessForm.tsx'));
const ReadSummary = later('What was read', () => import('./ReadSummary.tsx'));
const Sweep = later('Trying several settings', () => import('./sweep/Sweep.tsx'));

function isRunning(status: TrainingStatus): status is RunningStatus {
  return ['preparing', 'extracting', 'choosing', 'judging', 'fitting'].includes(status.kind);
}

/** What a screen reader hears: each phase once, the extraction at its quarters, the result. */
function announcement({ training, runs }: Pick<State, 'training' | 'runs'>): string {
  switch (training.kind) {
    case 'preparing':
      return 'Training started.';
    case 'extracting': {
      const { done, total } = training.progress;
      const quarter = total === 0 ? 0 : Math.floor((4 * done) / total) * 25;
      return `Looking at photos: ${quarter} % done.`;
    }
    case 'choosing':
      return 'Finding out what to read.';
    case 'judging':
      return 'Judging by models that leave photos out.';
    case 'fitting': {
      const stage = training.history.at(-1)?.phase ?? 0;
      if (stage === 0 && solvesHead(training.recipe)) return 'Solving the head.';
      return stage === 0
        ? 'Training the head.'
        : `Fine-tuning, stage ${stage} of ${training.recipe.fineTuning.stages.length}.`;
    }
    case 'stopped':
      return 'Training stopped.';
    case 'paused':
      return 'Training paused. It can go on from its last whole epoch.';
    case 'finished': {
      const validation = runs.find((run) => run.id === training.runId)?.validation;
      const result = validation ? `${accuracyWords(validation.correct, validation.total)}.` : '';
      return `Training finished. ${result}`;
    }
    default:
      return '';
  }
}

/** Null before the first step. */
function liveCurves(status: RunningStatus, folded: boolean): CurvesProps | null {
  const fitting = status.kind === 'fitting';
  if (!fitting && status.history.length === 0) return null;
  return {
    id: 'live',
    epochs: epochsShown(status.recipe, status.history),
    step: stepWord(status.recipe),
    history: status.history,
    batch: fitting ? status.batch : null,
    kept: status.kept,
    unseen: folded ? 'left out' : 'validation',
    live: true,
  };
}

/** Null for a run that was read from a file, which has none. */
function curvesOf(run: Run): CurvesProps | null {
  if (run.history.length === 0) return null;
  return {
    id: run.id,
    epochs: run.history.at(-1)?.epoch ?? 0,
    step: stepWord(run.recipe),
    history: run.history,
    batch: null,
    kept: run.kept,
    unseen: unseenBy(run),
  };
}

/** Stage 3: train, watch, and choose among the runs. */
export default function TrainStage() {
  const dataset = useStore((state) => state.dataset);
  const recipe = useStore((state) => state.recipe);
  const training = useStore((state) => state.training);
  const runs = useStore((state) => state.runs);
  const currentRunId = useStore((state) => state.currentRunId);
  const unfinished = useStore((state) => state.unfinished.length);
  const train = useStore((state) => state.train);
  const pauseTraining = useStore((state) => state.pauseTraining);
  const stopTraining = useStore((state) => state.stopTraining);
  const guessing = useStore((state) => state.lesson?.predictFirst === true);
  // What it tries are settings of a head that learns step by step. What was tried stays, and a lesson may ask for it.
  const sweepable = useStore(
    (state) =>
      !solvesHead(state.recipe) ||
      state.sweeping !== null ||
      state.trials.length > 0 ||
      state.lesson !== null,
  );
  const noticed = useStore((state) => state.notices.some((notice) => notice.stage === 'train'));
  const { ready, problems, warnings } = useMemo(() => readiness(dataset, recipe), [dataset, recipe]);
  const running = isRunning(training) ? training : null;
  const trained = running?.recipe;
  const folded = useMemo(() => trained !== undefined && foldsAll(dataset, trained), [dataset, trained]);
  const current = runs.find((run) => run.id === currentRunId);
  // One element before and after the end, so that a table which was opened stays open.
  const curves = running ? liveCurves(running, folded) : current && curvesOf(current);
  const nothing = dataset.samples.length === 0 && runs.length === 0 && unfinished === 0;

  return (
    <Stage
      name="train"
      number={3}
      title="Train"
      waitsFor={nothing ? 'Waits for two classes with photos.' : null}
    >
      <p className="visually-hidden" aria-live="polite">
        {announcement({ training, runs })}
      </p>
      {running ? (
        <TrainingProgress status={running} onPause={pauseTraining} onStop={stopTraining} />
      ) : (
        <>
          {guessing ? (
            <Suspense>
              <GuessForm ready={ready} readiness="train-readiness" />
            </Suspense>
          ) : (
            <Button
              look="primary"
              icon={Play}
              className="train-button"
              disabled={!ready}
              aria-describedby="train-readiness"
              onClick={() => void train()}
            >
              Train
            </Button>
          )}
          <ReadinessList id="train-readiness" problems={problems} warnings={warnings} />
        </>
      )}
      <StageNotices stage="train" />
      {training.kind === 'failed' && !noticed && (
        <Notice notice={{ tone: 'error', title: training.failure.what, failures: [training.failure] }} />
      )}
      {training.kind === 'stopped' && (
        <p className="train-note">Stopped. What was read is kept for the next time.</p>
      )}
      {curves && (
        <section
          aria-label={curves.live ? 'Curves of this training' : `Curves of ${runName(runs, curves.id)}`}
        >
          <TrainingCurves {...curves} />
        </section>
      )}
      {!running && current && (
        <Suspense>
          <ReadSummary run={current} />
        </Suspense>
      )}
      {!running && current && <GuessNote run={current} />}
      <UnfinishedRuns busy={running !== null} />
      <RunList />
      {ready && sweepable && (
        <LessonPart name="sweep">
          <Disclosure label="Try several settings">
            <Suspense>
              <Sweep />
            </Suspense>
          </Disclosure>
        </LessonPart>
      )}
    </Stage>
  );
}
