/** A function of one variable at a point. */
export interface Point {
  readonly value: number;
  readonly slope: number;
  /** Second derivative. */
  readonly bend: number;
}

/** Share of the first slope's promise that the value has to keep (Nocedal & Wright 2006, 3.6a). */
const DECREASE = 1e-4;
/** Share of the first slope that may be left (3.7b). */
const FLATTER = 0.5;
const MOST_TRIALS = 20;

/**
 * A step that meets the strong Wolfe conditions on a convex function: Newton's method on its slope, kept between the
 * points known to be too short and too long.
 * @param start at 0, its slope below 0
 * @param evaluate asked last for the step that is returned
 * @param first step to try
 * @returns the step and what is there, or null where no step goes down beyond rounding
 */
export function searchLine<P extends Point>(
  start: Pick<Point, 'value' | 'slope'>,
  evaluate: (step: number) => P,
  first: number,
): { readonly step: number; readonly point: P } | null {
  const rounding = 1e-9 * Math.abs(start.value);
  let short = 0;
  let long = Number.POSITIVE_INFINITY;
  let step = first;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const point = evaluate(step);
    const low = point.value <= start.value + DECREASE * step * start.slope + rounding;
    if (low && Math.abs(point.slope) <= -FLATTER * start.slope) return { step, point };
    if (low && point.slope < 0) short = step;
    else long = step;
    const newton = point.bend > 0 ? step - point.slope / point.bend : Number.NaN;
    if (long === Number.POSITIVE_INFINITY) {
      // Where the curve flattens, Newton's step is far too long.
      step = Math.min(Math.max(newton || 0, 1.5 * step), 10 * step);
    } else {
      const margin = 0.05 * (long - short);
      step = newton > short + margin && newton < long - margin ? newton : (short + long) / 2;
    }
  }
  return null;
}
