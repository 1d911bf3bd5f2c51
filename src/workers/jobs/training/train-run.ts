import { version } from '../../../../package.json';
import { versionOf } from '../../../core/dataset/version.ts';
import { calibrate } from '../../../core/evaluation/calibrate.ts';
import { evaluate } from '../../../core/evaluation/evaluate.ts';
import type { Checkpoint, ParameterValues, TrainingRequest } from '../../../core/training/checkpoint.ts';
import { type Phase, phasesOf } from '../../../core/training/phases.ts';
import {
  type EpochMetrics,
  noTiming,
  plainRun,
  type Run,
  type RunTiming,
} from '../../../core/training/run.ts';
import { tfjsVersion } from '../../../engine/backend/tfjs-version.ts';
import { fit as fitPhase } from '../../../engine/training/fit.ts';
import { readParameters, restoreParameters } from '../../../engine/training/parameters.ts';
import { predictExamples } from '../../../engine/training/predict-examples.ts';
import { keepBoundaries } from '../../../storage/activations.ts';
import { putCheckpoint } from '../../../storage/checkpoints.ts';
import { nextRunNumber, putTrained } from '../../../storage/runs.ts';
import { extractMissing } from '../extraction.ts';
import type { JobContext } from '../job.ts';
import { backend, getBackbone, getBackboneFiles } from '../session.ts';
import { boundaryKey, fillBoundary } from './boundary.ts';
import { headLesson, scaleOf } from './head-lesson.ts';
import { knownPhotos, scored, tunedFeatures } from './known-photos.ts';
import type { Lesson } from './lesson.ts';
import { trainingPhotos } from './photos.ts';
import { tailLesson } from './tail-lesson.ts';
import { trainingViews } from './views.ts';

/** Epochs of the head are short; one that took less than this isn't worth a checkpoint: to learn it again costs less. */
const CHECKPOINT_MS = 2000;

type Context = Pick<JobContext<'train'>, 'signal' | 'emit'>;

/** What a run has come to, phase after phase. */
interface Standing {
  weights: ParameterValues;
  readonly history: EpochMetrics[];
  kept: number;
  readonly timing: { -readonly [K in keyof RunTiming]: number };
}

/**
 * One training, from photos to a stored run: the head on frozen features, then each stage of fine-tuning.
 * @param checkpoint where to go on; null: from the beginning
 * @throws AbortError when stopped; FailureError 'nothing-to-train', 'diverged', 'model-unavailable', 'disk-full'
 */
export async function trainRun(
  request: TrainingRequest,
  checkpoint: Checkpoint | null,
  context: Context,
): Promise<Run> {
  const { recipe, classes, runId } = request;
  const { signal, emit } = context;
  signal.throwIfAborted();
  emit({ kind: 'preparing', what: 'Loading the pretrained model' });
  const [info, backbone] = await Promise.all([backend(), getBackbone(recipe.backbone)]);
  const photos = trainingPhotos(request);
  const views = trainingViews(recipe, photos);
  const standing: Standing = {
    weights: checkpoint?.weights ?? new Map(),
    history: [...(checkpoint?.history ?? [])],
    kept: checkpoint?.kept ?? 0,
    timing: { ...(checkpoint?.timing ?? { ...noTiming, ...request.spent }) },
  };
  for (const metrics of standing.history) emit({ kind: 'epoch', metrics });

  const began = performance.now();
  const { table, extracted } = await extractMissing(backbone, [...views.train, ...views.validation], {
    runId: null,
    onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
    signal,
  });
  if (extracted > 0) standing.timing.extraction += performance.now() - began;
  standing.timing.extracted += extracted;

  const phases = phasesOf(recipe, backbone.card.blocks.length);
  const files = phases.length > 1 ? await getBackboneFiles(recipe.backbone) : null;
  if (files) await keepBoundaries(new Set(phases.slice(1).map(({ blocks }) => boundaryKey(files, blocks))));

  const lessonOf = async (phase: Phase): Promise<Lesson> => {
    if (!files || phase.blocks === 0) return headLesson(table, recipe, classes.length, photos, views);
    const filling = performance.now();
    const boundary = await fillBoundary(files, phase.blocks, [...views.train, ...views.validation], {
      upTo: (block, progress) => emit({ kind: 'extracting', upTo: block, progress }),
      signal,
    });
    if (boundary.missed > 0) standing.timing.boundary += performance.now() - filling;
    standing.timing.boundaryMissed += boundary.missed;
    standing.timing.boundaryHit += boundary.hit;
    return tailLesson(files, boundary, recipe, phase, classes.length, scaleOf(table, photos), photos, views);
  };

  for (const phase of phases) {
    if (phase.index < (checkpoint?.phase ?? 0)) continue;
    const lesson = await lessonOf(phase);
    try {
      const state = checkpoint?.phase === phase.index ? checkpoint.state : null;
      await learn(request, phase, lesson, standing, state, context);
      if (phase.index < phases.length - 1) continue;

      const { validation } = lesson;
      const logits =
        validation && (await predictExamples(lesson.learner, validation, phase.batchSize, signal));
      const tuned = new Map([...standing.weights].filter(([name]) => !name.startsWith('head/')));
      let features = table;
      if (files && tuned.size > 0) {
        const looking = performance.now();
        const again = await tunedFeatures(files, tuned, photos, {
          runId,
          onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
          signal,
        });
        features = again.table;
        standing.timing.extraction += performance.now() - looking;
        standing.timing.extracted += again.extracted;
      }
      const known = knownPhotos(features, photos.train, classes.length);
      const judged = logits && evaluate('validation', scored(photos.validation, logits, features, known));
      const run: Run = {
        ...plainRun,
        id: runId,
        number: await nextRunNumber(),
        createdAt: Date.now(),
        recipe,
        classes,
        backend: info.name,
        counts: {
          train: photos.train.length,
          validation: photos.validation.length,
          test: photos.test,
        },
        history: standing.history,
        kept: standing.kept,
        validation: judged,
        ...calibrate(judged),
        timing: standing.timing,
        guess: request.guess ?? null,
        data: versionOf(classes, request.samples),
        environment: {
          browser: navigator.userAgent,
          app: version,
          tfjs: tfjsVersion,
          threads: info.threads,
          weights: backbone.card.hash,
        },
      };
      // One that was stopped or paused at the very end is none that has finished.
      signal.throwIfAborted();
      await putTrained(run, { head: await lesson.head.readHead(lesson.scale), tuned, known });
      return run;
    } finally {
      lesson.dispose();
    }
  }
  throw new Error('A recipe has at least the phase of the head.');
}

/** One phase: from where the last one, or the checkpoint, left off. */
async function learn(
  request: TrainingRequest,
  phase: Phase,
  { learner, train, validation }: Lesson,
  standing: Standing,
  resume: Checkpoint['state'],
  { signal, emit }: Context,
): Promise<void> {
  const { recipe, classes } = request;
  const { history, timing } = standing;
  const save = (state: Checkpoint['state']): Promise<void> => {
    const { weights, kept } = standing;
    const savedAt = Date.now();
    const { index } = phase;
    return putCheckpoint({
      request,
      savedAt,
      discarded: false,
      phase: index,
      weights,
      state,
      history,
      kept,
      timing,
    });
  };
  restoreParameters(learner, standing.weights);
  if (phase.index > 0 && !resume) await save(null);
  let saved = performance.now();
  let resumed = saved;
  const count = () => {
    const now = performance.now();
    if (phase.index === 0) timing.head += now - resumed;
    else timing.fineTuning += now - resumed;
    resumed = now;
  };
  const { kept } = await fitPhase({
    learner,
    recipe,
    classes: classes.length,
    train,
    validation,
    phase,
    keepBest: recipe.patience > 0 || recipe.fineTuning.stages.length > 0,
    resume,
    onEpoch: async (metrics, state) => {
      history.push(metrics);
      emit({ kind: 'epoch', metrics });
      count();
      if (phase.index > 0) timing.fineTuningSteps += Math.ceil(train.labels.length / phase.batchSize);
      else if (resumed - saved < CHECKPOINT_MS) return;
      await save(await state());
      saved = performance.now();
      // Writing the checkpoint is no part of the epoch.
      resumed = saved;
    },
    onBatch: (metrics) => emit({ kind: 'batch', metrics }),
    signal,
  });
  count();
  // Where a stage did not help, the weights are those of the epoch kept before it.
  if (kept > phase.epochsBefore) standing.kept = kept;
  standing.weights = new Map([...standing.weights, ...(await readParameters(learner))]);
}
