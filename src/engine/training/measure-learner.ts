import { memory, randomUniform } from '@tensorflow/tfjs-core';
import type { Phase } from '../../core/training/phases.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import { fit as fitPhase } from './fit.ts';
import type { Examples, Learner } from './learner.ts';
import { predictExamples } from './predict-examples.ts';

/** What a learner costs on this machine; times in milliseconds. */
export interface LearnerCost {
  /** Of a training step: for each photo of the batch, and beside the photos (the optimiser). */
  readonly trainPhoto: number;
  readonly step: number;
  /** Of the validation, for each photo. */
  readonly validationPhoto: number;
  /** Bytes on the device: the parameters with the optimiser's, and for each photo of a batch. */
  readonly bytes: number;
  readonly photoBytes: number;
}

/** Photos of the smaller and of the larger step; the difference is what photos cost. */
const SMALL = 1;
const LARGE = 5;

/**
 * Runs a learner for some steps on random inputs. Changes its weights.
 * @param shape of one photo's inputs
 */
export async function measureLearner(
  learner: Learner,
  recipe: Recipe,
  classes: number,
  shape: readonly number[],
  phase: Phase,
  signal: AbortSignal,
): Promise<LearnerCost> {
  let peak = 0;
  const watched: Learner = {
    ...learner,
    forward: (inputs, random) => {
      const pass = learner.forward(inputs, random);
      return {
        logits: pass.logits,
        backward: (error) => {
          const gradients = pass.backward(error);
          peak = Math.max(peak, memory().numBytes);
          return gradients;
        },
      };
    },
  };
  const stepOf = async (photos: number): Promise<{ time: number; bytes: number }> => {
    peak = 0;
    const began = performance.now();
    await fitPhase({
      learner: watched,
      recipe,
      classes,
      train: randomExamples(photos, classes, shape),
      validation: null,
      phase: { ...phase, epochs: 1, batchSize: photos },
      keepBest: false,
      resume: null,
      onEpoch: () => {},
      onBatch: () => {},
      signal,
    });
    return { time: performance.now() - began, bytes: peak };
  };
  await stepOf(SMALL);
  const small = await stepOf(SMALL);
  const large = await stepOf(LARGE);
  const trainPhoto = Math.max(0, (large.time - small.time) / (LARGE - SMALL));
  const photoBytes = Math.max(0, (large.bytes - small.bytes) / (LARGE - SMALL));

  const examples = randomExamples(LARGE, classes, shape);
  const began = performance.now();
  await predictExamples(learner, examples, LARGE, signal);
  return {
    trainPhoto,
    step: Math.max(0, small.time - trainPhoto * SMALL),
    validationPhoto: (performance.now() - began) / LARGE,
    bytes: small.bytes - photoBytes * SMALL,
    photoBytes,
  };
}

function randomExamples(photos: number, classes: number, shape: readonly number[]): Examples {
  return {
    labels: Int32Array.from({ length: photos }, (_, i) => i % classes),
    views: 1,
    read: async (rows) => randomUniform([rows.length, ...shape]),
  };
}
