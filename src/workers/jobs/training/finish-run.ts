import { version } from '../../../../package.json';
import { ownValues } from '../../../core/backbone/weights.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { versionOf } from '../../../core/dataset/version.ts';
import { calibrate } from '../../../core/evaluation/calibrate.ts';
import { evaluate } from '../../../core/evaluation/evaluate.ts';
import type { Evaluation } from '../../../core/evaluation/evaluation.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import type { ParameterValues } from '../../../core/training/checkpoint.ts';
import {
  type AnsweredRun,
  plainRun,
  type Run,
  withAnswers,
  withoutAnswers,
} from '../../../core/training/run.ts';
import { type BackboneFiles, loadBackbone } from '../../../engine/backbone/load.ts';
import { throwIfLost } from '../../../engine/backend/lost.ts';
import { tfjsVersion } from '../../../engine/backend/tfjs-version.ts';
import { Pace } from '../../../engine/training/pace.ts';
import { nextRunNumber, putTrained } from '../../../storage/training/runs.ts';
import { backend } from '../../runtime/session.ts';
import { extractTuned } from '../features/extraction.ts';
import { photosOnly } from '../features/wanted-views.ts';
import { knownPhotos, scored } from './known-photos.ts';
import { answered } from './trained-runs.ts';
import type { Learned, Training } from './training.ts';

/**
 * Judges what was learned, and stores it as a run.
 * @throws AbortError when stopped; FailureError 'disk-full'
 */
export async function finishRun(training: Training, { head, logits }: Learned): Promise<Run> {
  const { request, context, backbone, files, photos, folds, decision, standing } = training;
  const { recipe, classes, runId } = request;
  const { train, validation } = photos;
  const { signal } = context;
  const tuned: ParameterValues = files ? ownValues(files.weights, standing.weights) : new Map();
  const features = files && tuned.size > 0 ? await tunedFeatures(training, files, tuned) : training.features;
  const pace = new Pace(signal);
  const { known, scores } = await knownPhotos({
    features,
    train,
    folds: folds?.of ?? null,
    validation,
    classes: classes.length,
    pause: () => pace.between(),
  });
  const judged = logits && judgement(training, logits, scores);
  const measured = request.measuredBy === undefined ? null : await answered(request.measuredBy);
  const info = await backend();
  const made = {
    ...plainRun,
    id: runId,
    number: await nextRunNumber(),
    createdAt: Date.now(),
    recipe,
    read: decision.read,
    inputSize: backbone.card.input.size,
    choice: decision.choice,
    folds: folds?.count ?? null,
    classes,
    backend: info.name,
    counts: { train: train.length, validation: validation.length, test: photos.test },
    history: standing.history,
    kept: standing.kept,
    ...calibrate(judged),
    ...(measured && judgedAs(measured)),
    timing: standing.timing,
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
  const answers = { train: null, validation: measured ? measured.answers.validation : judged, test: null };
  const run = withAnswers(made, answers);
  // One that was stopped or paused at the very end is none that has finished.
  signal.throwIfAborted();
  throwIfLost();
  await putTrained(run, { head, tuned, known });
  return withoutAnswers(run);
}

/** A fine-tuned backbone has features of its own: one more look at the photos. */
async function tunedFeatures(
  { request, context, photos, standing }: Training,
  files: BackboneFiles,
  tuned: ParameterValues,
): Promise<FeatureRows> {
  const { signal, emit } = context;
  const began = performance.now();
  const backbone = loadBackbone(files, tuned);
  try {
    const samples = [...photos.train, ...photos.validation].map(({ sample }) => sample);
    const { features, extracted } = await extractTuned(backbone, request.runId, photosOnly(samples), {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    standing.timing.extraction += performance.now() - began;
    standing.timing.extracted += extracted;
    return features;
  } finally {
    backbone.program.dispose();
  }
}

function judgement({ photos, folds }: Training, logits: Float32Array, scores: Float32Array): Evaluation {
  const answers = scored(folds ? photos.train : photos.validation, logits, scores);
  // A photo in no fold was judged by nobody.
  return evaluate('validation', folds ? answers.filter((_, i) => (folds.of[i] ?? -1) >= 0) : answers);
}

/** What was found of a run by the same recipe, on photos that it had not seen, holds for the one that has seen them. */
const judgedAs = ({ id, temperature, unknown }: AnsweredRun) => ({
  measuredBy: id,
  temperature,
  unknown,
});

/** In folds, or when it is known how good a recipe is, the validation photos are learned from too. */
const asTraining = (sample: Sample): Sample =>
  sample.split === 'validation' ? { ...sample, split: 'train' } : sample;
