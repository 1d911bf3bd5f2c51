import { firstPenalty, nextPenalty } from '../../../core/training/softmax-regression/penalty-path.ts';
import { Pace } from '../pace.ts';
import { dampGram, dampingOf } from './damping.ts';
import { type FeatureSource, scaleOfDepth } from './feature-source.ts';
import { type FoldOptions, heldOutRows } from './fold-problems.ts';
import { gramMatrix } from './kernel-geometry.ts';
import { type Figures, Trial } from './trial.ts';

/**
 * Rows that are enough to choose on: Gram matrices, and an iteration's time, grow with the square of their number. The
 * standard error of an accuracy is 2.9 points at most with so many, and what sets of depths differ by is often more.
 */
export const ENOUGH_ROWS = 300;
/**
 * Sets that look for a penalty of their own, besides the largest, and how much higher than the lowest loss theirs may be.
 * With eight data sets on two backbones the choice was that of trying everything in fifteen of sixteen cases, and 0.4 %
 * above it in the other.
 */
const FINALISTS = 3;
const CLOSE = 1.05;
/** How much less closely sets are solved to find these: with 10 a set's loss was up to 6 % too high. */
const SLACK = 4;
const MEMORY = 5;
/** In the place of a candidate's index: the best one damped. */
const DAMPED = -1;

/** A set of depths, judged by models that have not seen the photos. */
export interface Compared {
  /** Names of the depths. */
  readonly read: readonly string[];
  /** That the figures are of: the best of those tried with this set. */
  readonly penalty: number;
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  /** Share, 0…1. */
  readonly accuracy: number;
}

export interface ChooseReadOptions {
  readonly source: FeatureSource;
  /** Of each row, 0…classes − 1. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Fold of each row from 0; −1: always trained, never judged. At least two folds. */
  readonly folds: Int32Array;
  /** Sets of depths, as indices of the source's; at least one. */
  readonly candidates: readonly (readonly number[])[];
  /** Descending (core/training/softmax-regression/penalty-path.ts). */
  readonly penalties: readonly number[];
  /** After each set at each penalty; `share`, 0…1, of all the work, is a guess. */
  readonly onStep?: (step: Compared & { readonly share: number }) => void;
  readonly signal: AbortSignal;
}

export interface Chosen {
  /** The candidates in their order, as they are compared: undamped. */
  readonly compared: readonly Compared[];
  /** The best of them as it is solved in the end: damped. */
  readonly best: Compared;
  /** Of each row with the best, nats; NaN where it was not judged. */
  readonly losses: Float32Array;
}

/**
 * Chooses depths and penalty by cross-validated log loss. The largest set goes first and finds its best penalty; the
 * others are compared with it there, and the best of them look for their own. Compared at a penalty that is far from the
 * best, sets would be in the order of how much they overfit. The best one of all then looks for its penalty once more, with
 * its main directions damped, as the head is solved (damping.ts): damping each set would take as long as all the rest.
 * @throws AbortError when stopped
 */
export async function chooseRead(options: ChooseReadOptions): Promise<Chosen> {
  const { candidates, penalties } = options;
  const pace = new Pace(options.signal);
  const grams = await gramsOf(options.source, candidates, pace);
  const first = firstPenalty(penalties);
  const held = heldOutRows(options.folds, null);
  const weights = new Float32Array(options.labels.length).fill(1);
  const folds: FoldOptions = { ...options, weights, held, penalty: penalties[first]!, memory: MEMORY };
  const [largest = 0, ...others] = mostFirst(candidates);
  const compared = candidates.map<Figures | null>(() => null);
  const trials = new Map<number, Trial>();
  const gramOf = (candidate: number) => meanOf(grams, candidates[candidate] ?? []);
  const dampedGramOf = async (candidate: number) => {
    const gram = gramOf(candidate);
    const rows = folds.labels.length;
    return dampGram(gram, rows, await dampingOf(gram, rows, pace), pace);
  };
  const begin = (candidate: number, gram: Float32Array) => {
    const trial = new Trial(gram, folds, penalties, pace);
    trials.set(candidate, trial);
    return trial;
  };
  let solves = 0;
  const solve = async (candidate: number, trial: Trial, at: number, slack: number) => {
    const figures = await trial.solve(at, slack);
    const share = Math.min(1, ++solves / (candidates.length + 3 * (FINALISTS + 1)));
    options.onStep?.({ ...comparedAs(options, candidate, figures), share });
  };
  const search = async (candidate: number, trial: Trial, from: number) => {
    for (let at: number | null = from; at !== null; at = nextPenalty(lossesOf(trial), penalties.length))
      await solve(candidate, trial, at, 1);
  };
  try {
    // With nothing to compare it with it is damped from the beginning.
    const alone = others.length === 0;
    const guide = begin(largest, alone ? await dampedGramOf(largest) : gramOf(largest));
    await search(largest, guide, first);
    compared[largest] = guide.best;
    const common = Math.min(guide.best.at, first + 1);
    const lossThere = (candidate: number) => trials.get(candidate)?.tried.get(common)?.loss ?? Number.NaN;
    let finalists = [largest];
    for (const candidate of others) {
      const trial = begin(candidate, gramOf(candidate));
      await trial.startFrom(guide, common);
      await solve(candidate, trial, common, SLACK);
      compared[candidate] = trial.best;
      finalists = [...finalists, candidate].sort((a, b) => lossThere(a) - lossThere(b));
      for (const out of finalists.splice(FINALISTS).filter((one) => one !== largest)) {
        trials.get(out)?.dispose();
        trials.delete(out);
      }
    }
    for (const candidate of finalists) {
      const trial = trials.get(candidate);
      const close = lossThere(candidate) <= CLOSE * lossThere(finalists[0] ?? candidate);
      if (!trial || trial === guide || !close) continue;
      await search(candidate, trial, common);
      compared[candidate] = trial.best;
    }
    const best = bestOf([...new Set([largest, ...finalists])], compared, candidates);
    const plain = trials.get(best) ?? guide;
    const damped = alone ? guide : begin(DAMPED, await dampedGramOf(best));
    if (!alone) {
      await damped.startFrom(plain, plain.best.at);
      await search(best, damped, plain.best.at);
    }
    return {
      compared: compared.flatMap((figures, candidate) =>
        figures ? [comparedAs(options, candidate, figures)] : [],
      ),
      best: comparedAs(options, best, damped.best),
      losses: damped.best.losses,
    };
  } finally {
    for (const trial of trials.values()) trial.dispose();
  }
}

/** Each depth's Gram matrix, by its index. */
async function gramsOf(
  source: FeatureSource,
  candidates: readonly (readonly number[])[],
  pace: Pace,
): Promise<ReadonlyMap<number, Float32Array>> {
  const grams = new Map<number, Float32Array>();
  for (const depth of new Set(candidates.flat())) {
    const scale = await scaleOfDepth(source, depth, pace);
    grams.set(depth, await gramMatrix({ source, depths: [depth], scale }, pace));
  }
  return grams;
}

/** That of depths side by side, each divided by the root of their number, is the mean of theirs. */
function meanOf(grams: ReadonlyMap<number, Float32Array>, depths: readonly number[]): Float32Array {
  const all = depths.flatMap((depth) => grams.get(depth) ?? []);
  const mean = new Float32Array(all[0]?.length ?? 0);
  for (const gram of all) for (let i = 0; i < mean.length; i++) mean[i]! += gram[i]! / all.length;
  return mean;
}

/** Indices, the largest set first: what the others start from is then like each of them. */
const mostFirst = (candidates: readonly (readonly number[])[]): readonly number[] =>
  candidates
    .map((_, i) => i)
    .sort((a, b) => (candidates[b]?.length ?? 0) - (candidates[a]?.length ?? 0) || a - b);

const lossesOf = ({ tried }: Trial): ReadonlyMap<number, number> =>
  new Map([...tried].map(([at, { loss }]) => [at, loss]));

/**
 * The largest set of those that are no worse than the one with the lowest loss by more than chance: one standard error of
 * the photos' differences (Breiman et al. 1984, the one-standard-error rule, towards the safer choice).
 */
function bestOf(
  among: readonly number[],
  compared: readonly (Figures | null)[],
  candidates: readonly (readonly number[])[],
): number {
  const lossOf = (candidate: number) => compared[candidate]?.loss ?? Number.POSITIVE_INFINITY;
  const sizeOf = (candidate: number) => candidates[candidate]?.length ?? 0;
  const lowest = among.reduce((a, b) => (lossOf(b) < lossOf(a) ? b : a));
  const best = compared[lowest]?.losses ?? new Float32Array();
  const close = among.filter((candidate) => {
    const { mean, error } = meanDifference(compared[candidate]?.losses ?? best, best);
    return candidate === lowest || mean <= error;
  });
  return close.reduce((a, b) =>
    sizeOf(b) > sizeOf(a) || (sizeOf(b) === sizeOf(a) && lossOf(b) < lossOf(a)) ? b : a,
  );
}

/** Of rows that were judged by both: the mean of a − b, and its standard error. */
function meanDifference(a: Float32Array, b: Float32Array): { readonly mean: number; readonly error: number } {
  const differences = [...a].flatMap((loss, i) => {
    const difference = loss - (b[i] ?? Number.NaN);
    return Number.isNaN(difference) ? [] : [difference];
  });
  const count = differences.length;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (count - 1) / count) };
}

const comparedAs = (
  { source, candidates, penalties }: ChooseReadOptions,
  candidate: number,
  { at, loss, accuracy }: Figures,
): Compared => ({
  read: (candidates[candidate] ?? []).map((depth) => source.depths[depth]?.name ?? ''),
  penalty: penalties[at]!,
  loss,
  accuracy,
});
