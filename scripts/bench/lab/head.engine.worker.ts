import { seededRandom } from '../../../src/core/random.ts';
import { phasesOf } from '../../../src/core/training/phases.ts';
import { defaultRecipe, type Recipe } from '../../../src/core/training/recipe.ts';
import { standardisationOf } from '../../../src/core/training/standardise.ts';
import { loadBackbone, readBackbone } from '../../../src/engine/backbone/load.ts';
import { startBackend } from '../../../src/engine/backend/start.ts';
import { featuresOf } from '../../../src/engine/features/extract.ts';
import { featureExamples } from '../../../src/engine/training/feature-examples.ts';
import { fit as fitPhase } from '../../../src/engine/training/fit.ts';
import { headLearner } from '../../../src/engine/training/head-learner.ts';
import { answerWith } from './answer.ts';
import { fitLayers, type LabelledRows } from './fit-layers.ts';
import type { FitRequest, FitResult, FitRound, LabPhoto } from './messages.ts';

// Named like the product's worker so that the server lets it start the backend's threads.

answerWith(compare);

/** Trains the same head on the same real features by turns, the one first in one round and the other in the next. */
async function compare({
  base,
  backbone: id,
  photos,
  classes,
  threads,
  rounds,
}: FitRequest): Promise<FitResult> {
  const info = await startBackend('wasm', threads, (why) => {
    throw new Error(why);
  });
  const { train, validation } = await examplesOf(base, id, photos);
  // model.fit's cross-entropy knows no smoothing, and both learn step by step.
  const recipe: Recipe = { ...defaultRecipe, optimizer: 'adamw', backbone: id, labelSmoothing: 0 };

  const [phase] = phasesOf(recipe, 0);
  if (!phase) throw new Error('the recipe has no phase');
  const headstart = async () => {
    let accuracy = 0;
    const scale = standardisationOf(train.rows);
    const learner = headLearner(recipe.head, scale.mean.length, classes, seededRandom(recipe.seed));
    const examples = ({ rows, labels }: LabelledRows) =>
      featureExamples(rows.map((row) => [row]), labels, scale); // biome-ignore format: one thought
    await fitPhase({
      learner,
      recipe,
      classes,
      train: examples(train),
      validation: examples(validation),
      phase,
      keepBest: false,
      resume: null,
      onEpoch: ({ validationAccuracy }) => {
        accuracy = validationAccuracy ?? 0;
      },
      onBatch: () => {},
      signal: new AbortController().signal,
    });
    await learner.readHead(scale);
    learner.dispose();
    return accuracy;
  };
  const layers = () => fitLayers(recipe, classes, train, validation);

  const results: { headstart: FitRound[]; layers: FitRound[] } = { headstart: [], layers: [] };
  for (let round = 0; round < rounds; round++) {
    const turns = [
      async () => results.headstart.push(await timed(headstart)),
      async () => results.layers.push(await timed(layers)),
    ];
    if (round % 2 === 1) turns.reverse();
    for (const turn of turns) await turn();
  }
  return { ...results, epochs: recipe.epochs, threads: info.threads };
}

async function timed(train: () => Promise<number>): Promise<FitRound> {
  const began = performance.now();
  const accuracy = await train();
  return { ms: performance.now() - began, accuracy };
}

/** Features of the photos; every fifth is held out. */
async function examplesOf(
  base: string,
  id: string,
  photos: readonly LabPhoto[],
): Promise<{ train: LabelledRows; validation: LabelledRows }> {
  const backbone = loadBackbone(await readBackbone(base, id), new Map());
  const rows: Float32Array[] = [];
  for (const { url } of photos) {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob());
    rows.push(...(await featuresOf(backbone, bitmap, [null])));
    bitmap.close();
  }
  backbone.program.dispose();
  const examples = (chosen: (index: number) => boolean): LabelledRows => ({
    rows: rows.filter((_, i) => chosen(i)),
    labels: Int32Array.from(photos.filter((_, i) => chosen(i)).map(({ label }) => label)),
  });
  return { train: examples((i) => i % 5 !== 4), validation: examples((i) => i % 5 === 4) };
}
