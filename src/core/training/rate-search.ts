/** Loss against learning rate (Smith 2017). */
export interface RateSearch {
  readonly points: readonly {
    readonly rate: number;
    /** Exponentially smoothed training loss, nats. */
    readonly loss: number;
  }[];
  /** A rate to train with; null where the curve shows none. */
  readonly suggestion: number | null;
}

/** Rates between which a head is worth looking at; fastai's are 1e-7 and 10, for whole networks. */
const LOWEST = 1e-5;
const HIGHEST = 1;
export const RATE_STEPS = 100;

/** Of the smoothed loss (fastai). */
const BETA = 0.98;
/** The search ends at so many times the lowest smoothed loss (fastai). */
const TOO_HIGH = 4;

/** The rate of a step, 0…RATE_STEPS − 1: they rise exponentially. */
export const searchRateAt = (step: number): number =>
  LOWEST * (HIGHEST / LOWEST) ** (step / (RATE_STEPS - 1));

/** The losses of a search so far, smoothed as they come. */
export class RateCurve {
  readonly points: { readonly rate: number; readonly loss: number }[] = [];
  #average = 0;
  #lowest = Number.POSITIVE_INFINITY;

  /**
   * Notes the loss of a step.
   * @returns whether to go on: the loss has not grown beyond four times the lowest
   */
  add(rate: number, loss: number): boolean {
    this.#average = BETA * this.#average + (1 - BETA) * loss;
    // Without the correction the average would start near zero.
    const smoothed = this.#average / (1 - BETA ** (this.points.length + 1));
    if (!Number.isFinite(smoothed)) return false;
    this.points.push({ rate, loss: smoothed });
    this.#lowest = Math.min(this.#lowest, smoothed);
    return smoothed <= TOO_HIGH * this.#lowest;
  }

  result(): RateSearch {
    return { points: this.points, suggestion: valley(this.points) };
  }
}

/** Losses that have fallen by less than this share in the longest valley show nothing. */
const LEAST_FALL = 0.05;

/**
 * The rate in the middle of the longest valley, fastai's suggestion since 2.2 (`valley` in fastai/callback/schedule.py,
 * from ESRI's arcgis.learn): of the longest falling subsequence of losses, the point half-way through. As there, the
 * first tenth and the last five points are left out.
 */
export function valley(points: RateSearch['points']): number | null {
  const looked = points.slice(Math.floor(RATE_STEPS / 10), -5);
  /** Length of the longest falling subsequence that ends at each point. */
  const lengths: number[] = [];
  let end = 0;
  looked.forEach(({ loss }, i) => {
    const before = lengths.filter((_, j) => loss < (looked[j]?.loss ?? 0));
    lengths.push(1 + before.reduce((longest, length) => Math.max(longest, length), 0));
    if ((lengths[i] ?? 0) > (lengths[end] ?? 0)) end = i;
  });
  const length = lengths[end] ?? 0;
  const start = Math.max(0, end - length);
  const [first, last] = [looked[start], looked[end]];
  if (!first || !last || last.loss > (1 - LEAST_FALL) * first.loss) return null;
  const third = (end - start) / 3;
  return looked[start + Math.floor(third) + Math.floor(third / 2)]?.rate ?? null;
}
