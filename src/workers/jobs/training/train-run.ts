import { version } from '../../../../package.json';
import { readDepths } from '../../../core/backbone/read-depths.ts';
import { versionOf } from '../../../core/dataset/version.ts';
import { calibrate } from '../../../core/evaluation/calibrate.ts';
import { evaluate } from '../../../core/evaluation/evaluate.ts';
import type { Evaluation } from '../../../core/evaluation/evaluation.ts';
import type { Checkpoint, ParameterValues, TrainingRequest } from '../../../core/training/checkpoint.ts';
import { type Head, onStandardised } from '../../../core/training/head.ts';
import { type Phase, phasesOf } from '../../../core/training/phases.ts';
import { type Recipe, solvesHead } from '../../../core/training/recipe.ts';
import { noTiming, plainRun, type Run } from '../../../core/training/run.ts';
import { type BackboneFiles, loadBackbone } from '../../../engine/backbone/load.ts';
import { tfjsVersion } from '../../../engine/backend/tfjs-version.ts';
import { Pace } from '../../../engine/training/pace.ts';
import { predictExamples } from '../../../engine/training/predict-examples.ts';
import { keepBoundaries } from '../../../storage/activations.ts';
import { nextRunNumber, putTrained } from '../../../storage/runs.ts';
import type { Progress } from '../../protocol/progress.ts';
import { crossValidateHead } from '../analysis/cross-validate-head.ts';
import { type ExtractionOptions, extractDepths, extractTuned } from '../extraction.ts';
import { backend, getBackbone, getBackboneFiles } from '../session.ts';
import { trained } from '../trained.ts';
import { photosOnly } from '../wanted-views.ts';
import { boundaryKey, fillBoundary } from './boundary.ts';
import { decideRead } from './decide-read.ts';
import { headLesson, scaleOf } from './head-lesson.ts';
import { knownPhotos, scored } from './known-photos.ts';
import { learn, type Standing, type TrainContext } from './learn.ts';
import type { Lesson } from './lesson.ts';
import { FOLDS, foldsOf, photosFor } from './photos.ts';
import { solvedHead } from './solved-head.ts';
import { tailLesson } from './tail-lesson.ts';
import { keysOf, trainingViews } from './views.ts';

/** Decides which photos lie in one fold: always the same, so that two runs are judged alike. */
const DRAW = 'folds';

/** What a training has learned, and what was said of the photos that are judged. */
interface Learned {
  readonly head: Head;
  /** Of the training photos in folds, or of the validation photos: photos · classes values; null: there are none. */
  readonly logits: Float32Array | null;
}

/**
 * One training, from photos to a stored run: what is to be read, the head on frozen features, then each stage of
 * fine-tuning.
 * @param checkpoint where to go on; null: from the beginning
 * @throws AbortError when stopped; FailureError 'nothing-to-train', 'diverged', 'model-unavailable', 'disk-full'
 */
export async function trainRun(
  request: TrainingRequest,
  checkpoint: Checkpoint | null,
  context: TrainContext,
): Promise<Run> {
  const { recipe, classes, runId } = request;
  const { signal, emit } = context;
  signal.throwIfAborted();
  emit({ kind: 'preparing', what: 'Loading the pretrained model' });
  const [info, backbone] = await Promise.all([backend(), getBackbone(recipe.backbone)]);
  const photos = photosFor(recipe, request);
  const { train, validation } = photos;
  const folds = photos.inFolds ? foldsOf(train, DRAW) : null;
  const views = trainingViews(recipe, photos);
  const wanted = [...views.train, ...views.validation];
  const standing: Standing = {
    weights: checkpoint?.weights ?? new Map(),
    history: [...(checkpoint?.history ?? [])],
    kept: checkpoint?.kept ?? 0,
    timing: { ...(checkpoint?.timing ?? { ...noTiming, ...request.spent }) },
  };
  const { timing } = standing;
  for (const metrics of standing.history) emit({ kind: 'epoch', metrics });
  const extracting: ExtractionOptions = {
    onProgress: (progress: Progress) => emit({ kind: 'extracting', upTo: null, progress }),
    signal,
  };

  let began = performance.now();
  const { table, extracted } = await extractDepths(backbone, wanted, [], extracting);
  if (extracted > 0) timing.extraction += performance.now() - began;
  timing.extracted += extracted;
  await table.prune(new Set([...wanted.flatMap(keysOf), ...request.samples.map(({ hash }) => hash)]));

  began = performance.now();
  const decision = await decideRead({
    recipe,
    card: backbone.card,
    table,
    photos: train,
    classes: classes.length,
    onShare: (share) => emit({ kind: 'choosing', done: Math.round(100 * share), total: 100 }),
    signal,
  });
  timing.choosing += performance.now() - began;
  const { read, penalty } = decision;
  const { features } = await extractDepths(backbone, wanted, read, extracting);
  const depths = backbone.card.depths.filter(({ name }) => read.includes(name));

  /** A linear head alone, to convergence. */
  const solve = async (): Promise<Learned> => {
    const start = performance.now();
    let last = start;
    const solved = await solvedHead({
      recipe,
      features,
      depths,
      classes: classes.length,
      penalty,
      train,
      views: views.train,
      folds: folds?.of ?? null,
      validation,
      onIteration: ({ iteration, loss, accuracy, heldOutLoss, heldOutAccuracy }) => {
        const now = performance.now();
        const metrics = {
          epoch: iteration,
          phase: 0,
          rate: 0,
          milliseconds: now - last,
          loss,
          accuracy,
          validationLoss: heldOutLoss,
          validationAccuracy: heldOutAccuracy,
        };
        last = now;
        standing.history.push(metrics);
        emit({ kind: 'epoch', metrics });
      },
      signal,
    });
    timing.head += performance.now() - start;
    standing.kept = standing.history.length;
    standing.weights = new Map([['head/0', onStandardised(solved.head, scaleOf(features, photos))]]);
    const judged = folds !== null || validation.length > 0;
    return { head: [solved.head], logits: judged ? solved.logits : null };
  };

  /** What a lesson has learned, and what models that have not seen the photos say of them. */
  const learned = async (lesson: Lesson, phase: Phase): Promise<Learned> => ({
    head: await lesson.head.readHead(lesson.scale),
    logits: folds
      ? await outOfFold(request.recipe)
      : lesson.validation &&
        (await predictExamples(lesson.learner, lesson.validation, phase.batchSize, signal)),
  });
  const outOfFold = async (of: Recipe): Promise<Float32Array> => {
    const { outOfFold: answers } = await crossValidateHead({
      features,
      depths,
      recipe: of,
      penalty,
      classes: classes.length,
      photos: train,
      folds: FOLDS,
      draw: () => DRAW,
      repeats: 1,
      onStep: (done, total) => emit({ kind: 'judging', done, total }),
      signal,
    });
    const byId = new Map(answers.map(({ sampleId, logits }) => [sampleId, logits]));
    return Float32Array.from(
      train.flatMap(({ sample }) => [
        ...(byId.get(sample.id) ?? new Float32Array(classes.length).fill(Number.NaN)),
      ]),
    );
  };

  const narrowed = async (): Promise<BackboneFiles> => {
    const files = await getBackboneFiles(recipe.backbone);
    return { ...readDepths(files, read), weights: files.weights };
  };
  const files = recipe.fineTuning.stages.length > 0 ? await narrowed() : null;
  const phases = phasesOf(recipe, files?.card.blocks.length ?? 0);
  if (files) await keepBoundaries(new Set(phases.slice(1).map(({ blocks }) => boundaryKey(files, blocks))));

  const lessonOf = async (phase: Phase): Promise<Lesson> => {
    if (!files || phase.blocks === 0) return headLesson(features, recipe, classes.length, photos, views);
    const filling = performance.now();
    const boundary = await fillBoundary(files, phase.blocks, wanted, {
      upTo: (block, progress) => emit({ kind: 'extracting', upTo: block, progress }),
      signal,
    });
    if (boundary.missed > 0) timing.boundary += performance.now() - filling;
    timing.boundaryMissed += boundary.missed;
    timing.boundaryHit += boundary.hit;
    const scale = scaleOf(features, photos);
    return tailLesson(files, boundary, recipe, phase, classes.length, scale, features, photos, views);
  };

  let result: Learned | null = null;
  for (const planned of phases) {
    if (planned.index < (checkpoint?.phase ?? 0)) continue;
    if (planned.index === 0 && solvesHead(recipe)) {
      result = await solve();
      continue;
    }
    // A head that is solved takes as many iterations as it needs: later epochs are counted from there.
    const solved = solvesHead(recipe) ? standing.history.filter(({ phase }) => phase === 0).length : 0;
    const phase = { ...planned, epochsBefore: planned.epochsBefore + solved };
    const lesson = await lessonOf(phase);
    try {
      const state = checkpoint?.phase === phase.index ? checkpoint.state : null;
      await learn(request, phase, lesson, standing, state, context);
      if (phase.index === phases.length - 1) result = await learned(lesson, phase);
    } finally {
      lesson.dispose();
    }
  }
  if (!result) throw new Error('A recipe has at least the phase of the head.');
  return finish(result);

  /** The run as it is kept, judged and stored. */
  async function finish({ head, logits }: Learned): Promise<Run> {
    const tuned = new Map([...standing.weights].filter(([name]) => !name.startsWith('head/')));
    const seen = files && tuned.size > 0 ? await lookAgain(files, tuned) : features;
    const pace = new Pace(signal);
    const { known, scores } = await knownPhotos({
      features: seen,
      train,
      folds: folds?.of ?? null,
      validation,
      classes: classes.length,
      pause: () => pace.between(),
    });
    const judged = logits && judgedBy(logits, scores);
    const measured = request.measuredBy === undefined ? null : (await trained(request.measuredBy)).run;
    const run: Run = {
      ...plainRun,
      id: runId,
      number: await nextRunNumber(),
      createdAt: Date.now(),
      recipe,
      read,
      choice: decision.choice,
      folds: folds?.count ?? null,
      classes,
      backend: info.name,
      counts: { train: train.length, validation: validation.length, test: photos.test },
      history: standing.history,
      kept: standing.kept,
      validation: judged,
      ...calibrate(judged),
      ...(measured && judgedAs(measured)),
      timing,
      guess: request.guess ?? null,
      data: versionOf(classes, folds || measured ? request.samples.map(asTraining) : request.samples),
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
    await putTrained(run, { head, tuned, known });
    return run;
  }

  /** A fine-tuned backbone has features of its own. */
  async function lookAgain(changed: BackboneFiles, tuned: ParameterValues) {
    const looking = performance.now();
    const own = loadBackbone(changed, tuned);
    try {
      const samples = [...train, ...validation].map(({ sample }) => sample);
      const again = await extractTuned(own, runId, photosOnly(samples), extracting);
      timing.extraction += performance.now() - looking;
      timing.extracted += again.extracted;
      return again.features;
    } finally {
      own.program.dispose();
    }
  }

  function judgedBy(logits: Float32Array, scores: Float32Array): Evaluation {
    const of = folds ? train : validation;
    const answers = scored(of, logits, scores);
    // A photo in no fold was judged by nobody.
    return evaluate('validation', folds ? answers.filter((_, i) => (folds.of[i] ?? -1) >= 0) : answers);
  }
}

/** What was found of a run by the same recipe, on photos that it had not seen, holds for the one that has seen them. */
const judgedAs = ({ id, validation, temperature, unknown }: Run): Partial<Run> => ({
  measuredBy: id,
  validation,
  temperature,
  unknown,
});

/** In folds, or when it is known how good a recipe is, the validation photos are learned from too. */
const asTraining = (sample: TrainingRequest['samples'][number]): TrainingRequest['samples'][number] =>
  sample.split === 'validation' ? { ...sample, split: 'train' } : sample;
