import type { Problem } from '../../../core/training/softmax-regression/problem.ts';
import type { Pace } from '../pace.ts';
import type { Geometry } from './geometry.ts';

export interface SolveTogether {
  readonly problems: readonly Problem[];
  readonly geometry: Geometry;
  /** Of each problem: the share of the first gradient's length that may be left. */
  readonly tolerance: (problem: Problem) => number;
  /** Of each problem. */
  readonly mostIterations: number;
  readonly pace: Pace;
  /** After each iteration, counted from 1, of all that have not ended. */
  readonly onIteration?: (iteration: number) => void;
}

/**
 * Solves problems on the same features side by side: their errors are one product's operand. Who has converged, or can
 * get no further, leaves the product.
 * @returns whether all have converged
 * @throws AbortError when stopped
 */
export async function solveTogether(options: SolveTogether): Promise<boolean> {
  const { problems, geometry, tolerance, mostIterations, pace } = options;
  const converged = (problem: Problem) => problem.gradientLeft <= tolerance(problem);
  const fresh = problems.filter((problem) => !problem.hasGradient);
  if (fresh.length > 0) await newGradients(fresh, geometry);
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const going = problems.filter((problem) => !problem.stuck && !converged(problem));
    if (going.length === 0) break;
    await moveAll(going, geometry, pace);
    await newGradients(going, geometry);
    options.onIteration?.(iteration);
  }
  return problems.every(converged);
}

async function moveAll(problems: readonly Problem[], geometry: Geometry, pace: Pace): Promise<void> {
  const coordinates: Float32Array[] = [];
  const duals: Float32Array[] = [];
  for (const problem of problems) {
    const { direction, rows } = problem;
    coordinates.push(direction.coordinates.subarray(0, rows.classes * geometry.size));
    duals.push(direction.dual.subarray(0, rows.classes * geometry.size));
    await pace.between();
  }
  const image = await geometry.image(stacked(coordinates), geometry.plain ? EMPTY : stacked(duals));
  let at = 0;
  for (const problem of problems) {
    const end = at + problem.logits.length;
    problem.move(image.subarray(at, end));
    at = end;
    await pace.between();
  }
}

const EMPTY = new Float32Array();

async function newGradients(problems: readonly Problem[], geometry: Geometry): Promise<void> {
  const { coordinates, dual } = await geometry.gradient(stacked(problems.map(({ errors }) => errors)));
  let at = 0;
  for (const problem of problems) {
    const end = at + problem.rows.classes * geometry.size;
    const own = coordinates.subarray(at, end);
    problem.receiveGradient(own, geometry.plain ? own : dual.subarray(at, end));
    at = end;
  }
}

function stacked(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
