import type { BackboneCard } from '../../../core/backbone/card.ts';
import { asSeenBy, readDepths } from '../../../core/backbone/read-depths.ts';
import type { Checkpoint, TrainingRequest } from '../../../core/training/checkpoint.ts';
import { phasesOf } from '../../../core/training/phases.ts';
import { solvesHead } from '../../../core/training/recipe.ts';
import { noTiming, type Run } from '../../../core/training/run.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';
import { keepBoundaries } from '../../../storage/features/activations.ts';
import { getBackbone, getBackboneFiles } from '../../runtime/session.ts';
import { type ExtractionOptions, extractDepths } from '../features/extraction.ts';
import { decisionBegun } from './begun-decision.ts';
import { boundaryKey } from './boundary.ts';
import { decideRead } from './decide-read.ts';
import { finishRun } from './finish-run.ts';
import type { TrainContext } from './learn.ts';
import { FOLDS_DRAW, foldsOf, photosFor } from './photos.ts';
import { solvePhase } from './solve-phase.ts';
import { stepPhase } from './step-phase.ts';
import type { Learned, Training } from './training.ts';
import { keysOf, trainingViews } from './views.ts';

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
  const training = await prepared(request, checkpoint, context);
  const { standing } = training;
  const { recipe } = request;
  const phases = phasesOf(recipe, training.files?.card.blocks.length ?? 0);
  let learned: Learned | null = null;
  for (const planned of phases) {
    if (planned.index < (checkpoint?.phase ?? 0)) continue;
    if (planned.index === 0 && solvesHead(recipe)) {
      learned = await solvePhase(training);
      continue;
    }
    // A head that is solved takes as many iterations as it needs: later epochs are counted from there.
    const solved = solvesHead(recipe) ? standing.history.filter(({ phase }) => phase === 0).length : 0;
    const phase = { ...planned, epochsBefore: planned.epochsBefore + solved };
    const resume = checkpoint?.phase === phase.index ? checkpoint.state : null;
    learned = await stepPhase(training, phase, phase.index === phases.length - 1, resume);
  }
  if (!learned) throw new Error('A recipe has at least the phase of the head.');
  return finishRun(training, learned);
}

/** Extracts what is missing, and decides what is read: a run that goes on reads what it read. */
async function prepared(
  request: TrainingRequest,
  checkpoint: Checkpoint | null,
  context: TrainContext,
): Promise<Training> {
  const { recipe, classes, samples } = request;
  const { signal, emit } = context;
  const timing = { ...(checkpoint?.timing ?? { ...noTiming, ...request.spent }) };
  signal.throwIfAborted();
  emit({ kind: 'preparing', what: 'Loading the pretrained model' });
  const found = await getBackbone(recipe.backbone);
  const inputSize = checkpoint ? (checkpoint.network?.inputSize ?? null) : found.card.input.size;
  const backbone = { ...found, card: asSeenBy({ inputSize }, found.card) };
  const { card } = backbone;
  const begun = checkpoint && decisionBegun(checkpoint, card);
  const photos = photosFor(recipe, request);
  const views = trainingViews(recipe, photos);
  const wanted = [...views.train, ...views.validation];
  for (const metrics of checkpoint?.history ?? []) emit({ kind: 'epoch', metrics, kept: null });

  const extracting: ExtractionOptions = {
    onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
    signal,
  };
  let began = performance.now();
  const { table, extracted } = await extractDepths(backbone, wanted, [], extracting);
  if (extracted > 0) timing.extraction += performance.now() - began;
  timing.extracted += extracted;
  const asked = new Set([...wanted.flatMap(keysOf), ...samples.map(({ hash }) => hash)]);
  await table.prune((key) => asked.has(key));

  began = performance.now();
  const decision =
    begun ??
    (await decideRead({
      recipe,
      card,
      table,
      photos: photos.train,
      classes: classes.length,
      onShare: (share) => emit({ kind: 'choosing', done: Math.round(100 * share), total: 100 }),
      signal,
    }));
  timing.choosing += performance.now() - began;
  const { read, penalty, choice } = decision;
  return {
    request,
    context,
    backbone,
    files: recipe.fineTuning.stages.length > 0 ? await tunable(recipe, card, read) : null,
    photos,
    folds: photos.inFolds ? foldsOf(photos.train, FOLDS_DRAW) : null,
    views,
    decision,
    depths: card.depths.filter(({ name }) => read.includes(name)),
    features: (await extractDepths(backbone, wanted, read, extracting)).features,
    standing: {
      network: { weights: card.hash, inputSize: card.input.size, read, penalty, choice },
      weights: checkpoint?.weights ?? new Map(),
      history: [...(checkpoint?.history ?? [])],
      kept: checkpoint?.kept ?? 0,
      timing,
    },
  };
}

/** A network up to what is read, for its blocks to learn. Boundary caches of other recipes go. */
async function tunable(
  recipe: TrainingRequest['recipe'],
  card: BackboneCard,
  read: readonly string[],
): Promise<BackboneFiles> {
  const whole = await getBackboneFiles(recipe.backbone);
  const files = { ...readDepths({ ...whole, card }, read), weights: whole.weights };
  const stages = phasesOf(recipe, files.card.blocks.length).slice(1);
  await keepBoundaries(new Set(stages.map(({ blocks }) => boundaryKey(files, blocks))));
  return files;
}
