import { compile } from '../../../core/backbone/program.ts';
import { cutTopology } from '../../../core/backbone/trunk-and-tail.ts';
import type { Phase } from '../../../core/training/phases.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';
import { outputShape } from '../../../engine/backbone/output-shape.ts';
import { loadProgram } from '../../../engine/backbone/run-program.ts';
import { measureForward } from '../../../engine/backend/measure.ts';
import { inputShape } from '../../../engine/training/activation-examples.ts';
import { type LearnerCost, measureLearner } from '../../../engine/training/measure-learner.ts';
import { tailLearner } from '../../../engine/training/tail-learner.ts';
import { featuresOf } from './boundary.ts';
import { newHead } from './head-input.ts';

/** What the head costs by itself. */
export async function headCost(
  recipe: Recipe,
  phase: Phase,
  features: number,
  classes: number,
  signal: AbortSignal,
): Promise<LearnerCost> {
  const head = newHead(recipe, unitScale(features), classes);
  try {
    return await measureLearner(head, recipe, classes, [features + 1], phase, signal);
  } finally {
    head.dispose();
  }
}

export interface TailCost extends LearnerCost {
  /** Milliseconds to run a picture up to the boundary. */
  readonly trunk: number;
  /** [height, width, channels] of a view's activations. */
  readonly shape: readonly [number, number, number];
}

/** What the topmost blocks cost with the head. */
export async function tailCost(
  files: BackboneFiles,
  recipe: Recipe,
  phase: Phase,
  classes: number,
  batch: number,
  signal: AbortSignal,
): Promise<TailCost> {
  const { card, topology, weights } = files;
  const { trunk: lower, tail, frozen } = cutTopology(topology, card.blocks, phase.blocks);
  const program = loadProgram(compile(lower, weights));
  const shape = outputShape(program, card.input.size);
  const trunk = await measureForward({ card, program }, batch, signal, 3).finally(program.dispose);
  const scale = unitScale(card.features);
  const inputs = { shape, frozen: featuresOf(card, frozen) };
  const learner = tailLearner({
    tail,
    weights,
    blocks: card.blocks.slice(-phase.blocks),
    rateDivisor: recipe.fineTuning.rateDivisor,
    inputs,
    head: newHead(recipe, scale, classes),
    scale,
  });
  try {
    const cost = await measureLearner(learner, recipe, classes, inputShape(inputs), phase, signal);
    return { ...cost, trunk, shape };
  } finally {
    learner.dispose();
  }
}

const unitScale = (features: number) => ({
  mean: new Float32Array(features),
  inverseDeviation: new Float32Array(features).fill(1),
});
