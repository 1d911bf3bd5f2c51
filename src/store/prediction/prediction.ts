import { scoresOf, unknownRule } from '../../core/evaluation/unknown.ts';
import { alone, type EnsembleMember, isComplete, sameMembers } from '../../core/prediction/ensemble.ts';
import { smoother } from '../../core/prediction/smoothing.ts';
import type { SliceContext } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import type { Actions } from '../runtime/later-slices.ts';
import type { State } from '../state.ts';
import { storedRuns } from '../training/stored-runs.ts';
import type { PredictionSlice, PredictionView } from './prediction-state.ts';

const SHOWN = 5;

/** Who answers in Use: the chosen ensemble, else the current run; nobody where there is none, or where a run of it is gone. */
export function answering({
  ensembles,
  currentEnsembleId,
  currentRunId,
  runs,
}: Pick<State, 'ensembles' | 'currentEnsembleId' | 'currentRunId' | 'runs'>): readonly EnsembleMember[] {
  const ensemble = ensembles.find(({ id }) => id === currentEnsembleId);
  if (ensemble) return isComplete(ensemble, runs) ? ensemble.members : [];
  return currentRunId ? alone(currentRunId) : [];
}

export function predictionSlice(context: SliceContext): Actions<PredictionSlice> {
  const { set, get, client, mayChange, report } = context;
  const { change } = storedRuns(context);
  /** The latest picture that waits while one is at work. */
  let waiting: Blob | ImageBitmap | null = null;
  /** Counts the pictures that were taken off the screen. */
  let cleared = 0;

  let smooth = smoother(0);
  /** Whose answers are smoothed. */
  let smoothed: readonly EnsembleMember[] = [];

  const close = (image: Blob | ImageBitmap | null) => {
    if (image instanceof ImageBitmap) image.close();
  };

  const work = async (image: Blob | ImageBitmap): Promise<void> => {
    const members = answering(get());
    if (members.length === 0) return close(image);
    const before = cleared;
    /** Neither a picture that was taken off the screen meanwhile nor another run's has an answer to wait for. */
    const dropped = () => cleared !== before || !sameMembers(members, answering(get()));
    try {
      startEngine(get());
      const transfer = image instanceof ImageBitmap ? [image] : [];
      const { probabilities, scores, milliseconds } = await client.run(
        'predict',
        { members, image, views: get().testViews },
        { transfer },
      );
      if (dropped()) return;
      if (!sameMembers(members, smoothed)) smooth = smoother(get().smoothing);
      smoothed = members;
      // Frames of a camera follow one another; a file is a picture of its own.
      const shown = image instanceof Blob ? probabilities : smooth(probabilities, performance.now());
      const top: PredictionView['top'] = shown
        .map((probability, label) => ({ label, probability }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, SHOWN);
      set({ prediction: { members, top, scores, milliseconds } });
    } catch (error) {
      if (!dropped()) report('use', 'This picture could not be read')(error);
    }
  };

  return {
    setSmoothing: (smoothing) => {
      smooth = smoother(smoothing);
      set({ smoothing });
    },
    predict: async (image) => {
      if (get().predicting) {
        close(waiting);
        waiting = image;
        return;
      }
      set({ predicting: true });
      let next: typeof waiting = image;
      while (next) {
        await work(next);
        next = waiting;
        waiting = null;
      }
      set({ predicting: false });
    },
    clearPrediction: () => {
      cleared++;
      smooth = smoother(get().smoothing);
      close(waiting);
      waiting = null;
      set({ prediction: null });
    },
    setUnknown: async (runId, keeps) => {
      const run = get().runs.find(({ id }) => id === runId);
      if (!run || !mayChange()) return;
      try {
        const { answers } = await get().answersOf(run);
        const scores = scoresOf(answers.validation?.predictions ?? []);
        change(runId, { unknown: keeps === null ? null : unknownRule(scores, keeps) });
      } catch (error) {
        report('use', 'The limit could not be set')(error);
      }
    },
  };
}
