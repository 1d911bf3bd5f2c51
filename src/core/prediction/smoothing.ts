/**
 * The answers for a camera's frames, smoothed: each moves towards the latest by 1 − exp(−dt / τ), the exponential moving
 * average of samples that come at any rate (Eckner 2019, "Algorithms for unevenly spaced time series").
 * @param seconds τ: after so long, a change is taken in to 63 %; 0: each frame by itself
 * @returns given a frame's probabilities and its time in milliseconds, the smoothed ones; both sum to 1
 */
export function smoother(seconds: number): (probabilities: readonly number[], time: number) => number[] {
  let mean: number[] | null = null;
  let last = 0;
  return (probabilities, time) => {
    const before: readonly number[] = mean?.length === probabilities.length ? mean : probabilities;
    const share = seconds > 0 ? 1 - Math.exp(-(time - last) / 1000 / seconds) : 1;
    last = time;
    mean = probabilities.map((probability, i) => {
      const old = before[i] ?? probability;
      return old + share * (probability - old);
    });
    return mean;
  };
}
