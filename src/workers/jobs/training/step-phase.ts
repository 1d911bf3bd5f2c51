import type { Checkpoint } from '../../../core/training/checkpoint.ts';
import type { Phase } from '../../../core/training/phases.ts';
import { predictExamples } from '../../../engine/training/predict-examples.ts';
import { crossValidateHead } from '../evaluation/cross-validate-head.ts';
import { fillBoundary } from './boundary.ts';
import { headInput, scaleOf } from './head-input.ts';
import { learn } from './learn.ts';
import type { PhaseInput } from './phase-input.ts';
import { FOLDS, FOLDS_DRAW } from './photos.ts';
import { tailInput } from './tail-input.ts';
import type { Learned, Training } from './training.ts';

/**
 * A phase that goes step by step: the head alone, or with the topmost blocks.
 * @param resume of this phase; null: from its beginning
 * @returns what was learned where it is the last phase; null elsewhere
 * @throws AbortError when stopped; FailureError 'diverged', 'disk-full'
 */
export async function stepPhase(
  training: Training,
  phase: Phase,
  isLast: boolean,
  resume: Checkpoint['state'],
): Promise<Learned | null> {
  const input = await phaseInputOf(training, phase);
  try {
    await learn(training.request, phase, input, training.standing, resume, training.context);
    if (!isLast) return null;
    return {
      head: await input.head.readHead(input.scale),
      logits: await logitsOf(training, input, phase),
    };
  } finally {
    input.dispose();
  }
}

async function phaseInputOf(training: Training, phase: Phase): Promise<PhaseInput> {
  const { request, context, files, photos, views, features, standing } = training;
  const { recipe } = request;
  const classes = request.classes.length;
  if (!files || phase.blocks === 0) return headInput(features, recipe, classes, photos, views);
  const { timing } = standing;
  const began = performance.now();
  const boundary = await fillBoundary(files, phase.blocks, [...views.train, ...views.validation], {
    upTo: (block, progress) => context.emit({ kind: 'extracting', upTo: block, progress }),
    signal: context.signal,
  });
  if (boundary.missed > 0) timing.boundary += performance.now() - began;
  timing.boundaryMissed += boundary.missed;
  timing.boundaryHit += boundary.hit;
  const scale = scaleOf(features, photos);
  return tailInput(files, boundary, recipe, phase, classes, scale, features, photos, views);
}

/** What models that have not seen the judged photos say of them. */
async function logitsOf(training: Training, input: PhaseInput, phase: Phase): Promise<Float32Array | null> {
  const { signal } = training.context;
  if (training.folds) return outOfFold(training);
  return input.validation && predictExamples(input.learner, input.validation, phase.batchSize, signal);
}

async function outOfFold(training: Training): Promise<Float32Array> {
  const { request, context, photos, decision, depths, features } = training;
  const classes = request.classes.length;
  const { outOfFold: answers } = await crossValidateHead({
    features,
    depths,
    recipe: request.recipe,
    penalty: decision.penalty,
    classes,
    photos: photos.train,
    folds: FOLDS,
    draw: () => FOLDS_DRAW,
    repeats: 1,
    onStep: (done, total) => context.emit({ kind: 'judging', done, total }),
    signal: context.signal,
  });
  const byId = new Map(answers.map(({ sampleId, logits }) => [sampleId, logits]));
  const all = new Float32Array(photos.train.length * classes).fill(Number.NaN);
  photos.train.forEach(({ sample }, i) => {
    const logits = byId.get(sample.id);
    if (logits) all.set(logits, i * classes);
  });
  return all;
}
