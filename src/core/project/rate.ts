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
