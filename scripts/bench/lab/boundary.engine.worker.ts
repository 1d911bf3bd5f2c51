import { type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { compile } from '../../../src/core/backbone/program.ts';
import { readDepths } from '../../../src/core/backbone/read-depths.ts';
import { cutTopology } from '../../../src/core/backbone/trunk-and-tail.ts';
import { normalise } from '../../../src/core/features/normalise.ts';
import { narrow, widen } from '../../../src/core/float16.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { phasesOf } from '../../../src/core/training/phases.ts';
import { defaultRecipe, type Recipe } from '../../../src/core/training/recipe.ts';
import { readBackbone } from '../../../src/engine/backbone/load.ts';
import { outputShape } from '../../../src/engine/backbone/output-shape.ts';
import { loadProgram } from '../../../src/engine/backbone/run-program.ts';
import { startBackend } from '../../../src/engine/backend/start.ts';
import { squarePixels } from '../../../src/engine/dataset/draw.ts';
import { fit as fitPhase } from '../../../src/engine/training/fit.ts';
import { headLearner } from '../../../src/engine/training/head-learner.ts';
import type { Examples } from '../../../src/engine/training/learner.ts';
import { tailLearner } from '../../../src/engine/training/tail-learner.ts';
import { answerWith } from './answer.ts';
import type { BoundaryRequest, BoundaryResult, BoundaryRound } from './messages.ts';

// Named like the product's worker so that the server lets it start the backend's threads.

answerWith(compare);

/**
 * Fine-tunes the last block on the same photos twice: on cached activations of its boundary, and with each step going
 * through the whole model, from the photos' files as a page without a cache would have to; these lie in memory.
 */
async function compare({
  base,
  backbone: id,
  photos,
  classes,
  threads,
  epochs,
}: BoundaryRequest): Promise<BoundaryResult> {
  const info = await startBackend('wasm', threads, (why) => {
    throw new Error(why);
  });
  const files = await readBackbone(base, id);
  // The last block's features alone: what is read below the boundary costs both ways of training nothing.
  const last = files.card.depths.slice(-1).map(({ name }) => name);
  const { card, topology } = readDepths(files, last);
  const { weights } = files;
  const { trunk: lower, tail } = cutTopology(topology, card.blocks, 1);
  const trunk = loadProgram(compile(lower, weights));
  const shape = outputShape(trunk, card.input.size);
  const pictures = await Promise.all(photos.map(async ({ url }) => (await fetch(url)).blob()));
  const { size } = card.input;
  const throughTrunk = async (chosen: readonly Blob[]): Promise<Tensor> => {
    const pixels = await decoded(chosen, card.input);
    const input = tensor4d(pixels, [chosen.length, size, size, 3]);
    const output = trunk.run(input);
    input.dispose();
    return output;
  };
  const activations: Uint16Array[] = [];
  for (const file of pictures) {
    const output = await throughTrunk([file]);
    activations.push(narrow((await output.data()) as Float32Array));
    output.dispose();
  }

  const recipe: Recipe = {
    ...defaultRecipe,
    backbone: id,
    fineTuning: { ...defaultRecipe.fineTuning, stages: [{ blocks: 1, epochs, learningRate: 1e-4 }] },
  };
  const phase = phasesOf(recipe, card.blocks.length)[1];
  if (!phase) throw new Error('the recipe has no stage');
  const labels = Int32Array.from(photos, ({ label }) => label);
  const examples = (read: (rows: readonly number[]) => Promise<Tensor>): Examples => ({
    labels,
    views: 1,
    read: async (rows) => read(rows.map(({ example }) => example)),
  });
  const train = async (of: Examples): Promise<BoundaryRound[]> => {
    const scale = {
      mean: new Float32Array(card.features),
      inverseDeviation: new Float32Array(card.features).fill(1),
    };
    const head = headLearner(recipe.head, card.features, classes, seededRandom(recipe.seed));
    const blocks = card.blocks.slice(-1);
    const learner = tailLearner({
      tail,
      weights,
      blocks,
      rateDivisor: 1,
      inputs: { shape, frozen: 0 },
      head,
      scale,
    });
    const rounds: BoundaryRound[] = [];
    await fitPhase({
      learner,
      recipe,
      classes,
      train: of,
      validation: null,
      phase,
      keepBest: false,
      resume: null,
      onEpoch: ({ milliseconds, loss }) => {
        rounds.push({ ms: milliseconds, loss });
      },
      onBatch: () => {},
      signal: new AbortController().signal,
    });
    learner.dispose();
    return rounds;
  };
  const at = <T>(list: readonly T[], rows: readonly number[]) => rows.map((row) => list[row] as T);
  const cached = await train(
    examples(async (rows) =>
      tensor4d(joined(at(activations, rows).map((halves) => widen(halves))), [rows.length, ...shape]),
    ),
  );
  const whole = await train(examples((rows) => throughTrunk(at(pictures, rows))));
  return { cached, whole, threads: info.threads };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const length = parts[0]?.length ?? 0;
  const all = new Float32Array(parts.length * length);
  parts.forEach((part, i) => {
    all.set(part, i * length);
  });
  return all;
}

/** Normalised pictures, one after another; decoded side by side, as the page decodes ahead. */
async function decoded(
  files: readonly Blob[],
  input: Parameters<typeof normalise>[1],
): Promise<Float32Array> {
  const bitmaps = await Promise.all(files.map((file) => createImageBitmap(file)));
  const pixels = input.size ** 2 * 3;
  const pictures = new Float32Array(files.length * pixels);
  bitmaps.forEach((bitmap, i) => {
    normalise(squarePixels(bitmap, input.size), input, pictures, i * pixels);
    bitmap.close();
  });
  return pictures;
}
