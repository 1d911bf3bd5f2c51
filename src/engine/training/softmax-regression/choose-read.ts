import { judge, nothingJudged } from '../../../core/training/softmax-regression/judge.ts';
import { Problem } from '../../../core/training/softmax-regression/problem.ts';
import { Pace } from '../pace.ts';
import { type FeatureSource, scaleOfDepth } from './feature-source.ts';
import { gramMatrix, kernelGeometry } from './kernel-geometry.ts';
import { solveTogether } from './solve-together.ts';

const TOLERANCE = 1e-2;
const MOST_ITERATIONS = 100;
const MEMORY = 10;

/** A set of depths at a penalty, judged by models that have not seen the photos. */
export interface Compared {
  /** Names of the depths. */
  readonly read: readonly string[];
  /** That the figures are of: the best of those that were tried with it. */
  readonly penalty: number;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  /** Share, 0…1. */
  readonly accuracy: number;
}

export interface ChooseStep extends Compared {
  /** Solves so far, and at most. */
  readonly done: number;
  readonly of: number;
}

export interface ChooseReadOptions {
  readonly source: FeatureSource;
  /** Of each row, 0…classes − 1. */
  readonly labels: Int32Array;
  /** Of each row; missing: 1. */
  readonly weights?: Float32Array;
  readonly classes: number;
  /** Fold of each row from 0; −1: always trained, never judged. */
  readonly folds: Int32Array;
  /** Sets of depths, as indices of the source's. */
  readonly candidates: readonly (readonly number[])[];
  /** Descending. */
  readonly penalties: readonly number[];
  readonly onStep?: (step: ChooseStep) => void;
  readonly signal: AbortSignal;
}

export interface Chosen {
  /** As many as there are candidates, in their order. */
  readonly compared: readonly Compared[];
  /** Index of the best candidate, and its penalty. */
  readonly best: { readonly candidate: number; readonly penalty: number };
}

/**
 * Chooses depths and penalty by cross-validated log loss.
 * @throws AbortError when stopped
 */
export async function chooseRead(options: ChooseReadOptions): Promise<Chosen> {
  const { source, labels, classes, folds, candidates, penalties, signal } = options;
  const weights = options.weights ?? new Float32Array(source.count).fill(1);
  const pace = new Pace(signal);
  const grams: (Float32Array | undefined)[] = [];
  const rows = source.count;
  for (const depth of new Set(candidates.flat())) {
    const scale = await scaleOfDepth(source, depth, pace);
    grams[depth] = await gramMatrix({ source, depths: [depth], scale }, pace);
  }
  const held: number[][] = Array.from({ length: Math.max(-1, ...folds) + 1 }, () => []);
  folds.forEach((fold, i) => void held[fold]?.push(i));
  const compared: Compared[] = [];
  let done = 0;
  for (const candidate of candidates) {
    const gram = new Float32Array(rows * rows);
    for (const depth of candidate) {
      const own = grams[depth] ?? gram;
      for (let i = 0; i < gram.length; i++) gram[i] = (gram[i] ?? 0) + (own[i] ?? 0) / candidate.length;
    }
    const geometry = kernelGeometry(gram, rows, pace);
    try {
      const problems = held.map(
        (_, fold) =>
          new Problem({
            labels,
            weights: weights.map((weight, i) => (folds[i] === fold ? 0 : weight)),
            classes,
            size: rows,
            plain: false,
            penalty: penalties[0] ?? 1,
            memory: MEMORY,
          }),
      );
      let best: Compared | null = null;
      for (const penalty of penalties) {
        for (const problem of problems) problem.penalty = penalty;
        await solveTogether({
          problems,
          geometry,
          tolerance: () => TOLERANCE,
          mostIterations: MOST_ITERATIONS,
          pace,
        });
        const { count, loss, correct } = problems.reduce(
          (sums, { logits }, fold) => judge(logits, labels, held[fold] ?? [], sums),
          nothingJudged,
        );
        const figures: Compared = {
          read: candidate.map((depth) => source.depths[depth]?.name ?? ''),
          penalty,
          loss: loss / count,
          accuracy: correct / count,
        };
        if (!best || figures.loss < best.loss) best = figures;
        options.onStep?.({ ...figures, done: ++done, of: candidates.length * penalties.length });
      }
      if (best) compared.push(best);
    } finally {
      geometry.dispose();
    }
  }
  let first = 0;
  compared.forEach(({ loss }, i) => {
    if (loss < (compared[first]?.loss ?? 0)) first = i;
  });
  return { compared, best: { candidate: first, penalty: compared[first]?.penalty ?? 1 } };
}
