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
  /** After each iteration, counted from 1, of all that have not ended; `share`, 0…1, of the way from the first to the last, is a guess. */
  readonly onIteration?: (iteration: number, share: number) => void;
}

/**
 * Solves problems on the same features side by side: their errors are one product's operand. Who has converged, or can
 * get no further, leaves the product.
 * @returns whether all have converged
 * @throws AbortError when stopped
 */
export async function solveTogether(options: SolveTogether): Promise<boolean> {
  const { problems, geometry, tolerance, mostIterations, pace, onIteration } = options;
  const converged = (problem: Problem) => problem.converged(tolerance(problem));
  const room = roomFor(problems, geometry);
  const fresh = problems.filter((problem) => !problem.hasGradient);
  if (fresh.length > 0) await newGradients(fresh, geometry, pace, room);
  let first = 0;
  let share = 0;
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const going = problems.filter((problem) => !problem.stuck && !converged(problem));
    if (going.length === 0) break;
    await moveAll(going, geometry, pace, room);
    await newGradients(going, geometry, pace, room);
    if (!onIteration) continue;
    const slowest = going.reduce(
      (least, problem) => Math.min(least, problem.progress(tolerance(problem))),
      1,
    );
    // The first steps go much further than those to come: the way is counted from there.
    if (iteration === 1) first = Math.min(slowest, 0.9);
    // A gradient may grow for a while; what was done stays done.
    share = Math.max(share, (slowest - first) / (1 - first), (iteration - 1) / mostIterations);
    onIteration(iteration, share);
  }
  return problems.every(converged);
}

async function moveAll(
  problems: readonly Problem[],
  geometry: Geometry,
  pace: Pace,
  room: Float32Array,
): Promise<void> {
  const parts: Float32Array[] = [];
  for (const { direction, rows } of problems) {
    const of = geometry.plain ? direction.coordinates : direction.dual;
    parts.push(of.subarray(0, rows.classes * geometry.size));
    await pace.between();
  }
  const image = await geometry.image(stacked(parts, room));
  let at = 0;
  for (const problem of problems) {
    const end = at + problem.logits.length;
    problem.move(image.subarray(at, end));
    at = end;
    await pace.between();
  }
}

/**
 * Gives problems their gradients.
 * @throws AbortError when stopped
 */
export async function newGradients(
  problems: readonly Problem[],
  geometry: Geometry,
  pace: Pace,
  room = roomFor(problems, geometry),
): Promise<void> {
  const errors = stacked(
    problems.map((problem) => problem.errors),
    room,
  );
  const { coordinates, dual } = await geometry.gradient(errors);
  let at = 0;
  for (const problem of problems) {
    const end = at + problem.rows.classes * geometry.size;
    const own = coordinates.subarray(at, end);
    problem.receiveGradient(own, geometry.plain ? own : dual.subarray(at, end));
    at = end;
    await pace.between();
  }
}

/** Arrays one after another, in room for them that is used again. */
function stacked(parts: readonly Float32Array[], room: Float32Array): Float32Array {
  let at = 0;
  for (const part of parts) {
    room.set(part, at);
    at += part.length;
  }
  return room.subarray(0, at);
}

const roomFor = (problems: readonly Problem[], { rows, size }: Geometry): Float32Array =>
  new Float32Array(problems.reduce((sum, problem) => sum + problem.rows.classes, 0) * Math.max(rows, size));
