/** Tells items a second from counts as they grow. */
export type RateMeter = (done: number) => number;

/**
 * A meter over the last seconds, so that the figure follows what happens now and doesn't jump with every item.
 *
 * @param now a clock in milliseconds.
 * @param span milliseconds that the figure looks back.
 * @returns called with the items done so far, the rate; 0 until time has passed.
 */
export function rateMeter(now: () => number, span = 3000): RateMeter {
  const marks = [{ time: now(), done: 0 }];
  return (done) => {
    const time = now();
    marks.push({ time, done });
    // The oldest mark kept is the last one that is at least `span` old.
    while (marks.length > 2 && (marks[1]?.time ?? time) <= time - span) marks.shift();
    const oldest = marks[0] ?? { time, done };
    return time > oldest.time ? ((done - oldest.done) * 1000) / (time - oldest.time) : 0;
  };
}

/** Milliseconds between two reports of progress: more often nobody reads, and each is a frame that the page draws. */
const REPORT_EVERY = 250;

/**
 * Tells how far a counted job is: at its begin, four times a second, and at its end.
 *
 * @param total items; 0: nothing is told
 * @param now a clock in milliseconds
 * @param tell is given the items done so far and how many of them a second
 * @returns to be called with the items done so far
 */
export function reportProgress(
  total: number,
  now: () => number,
  tell: (done: number, rate: number) => void,
): (done: number) => void {
  const rate = rateMeter(now);
  let told = now();
  if (total > 0) tell(0, 0);
  return (done) => {
    const time = now();
    if (done < total && time - told < REPORT_EVERY) return;
    told = time;
    tell(done, rate(done));
  };
}
