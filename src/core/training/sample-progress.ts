/** A network's part of the work. */
export interface SamplePart {
  readonly network: string;
  /** Photos that it has to look at. */
  readonly photos: number;
  /** That all of them are expected to take. */
  readonly milliseconds: number;
}

export interface SampleProgress {
  readonly done: number;
  readonly total: number;
  /** Null until something is done. */
  readonly secondsLeft: number | null;
}

/**
 * How far networks of unlike speed are with their photos, one network after another. What has been done so far tells how
 * much longer than expected the rest will take.
 * @param now a clock in milliseconds, begun with the work
 * @returns to be called with the network that is at work, and how many photos it has looked at
 */
export function sampleProgress(
  parts: readonly SamplePart[],
  now: () => number,
): (network: string, looked: number) => SampleProgress {
  const began = now();
  const total = parts.reduce((sum, { photos }) => sum + photos, 0);
  const expected = parts.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return (network, looked) => {
    const at = parts.findIndex((part) => part.network === network);
    let done = 0;
    let expectedDone = 0;
    for (const [i, part] of parts.entries()) {
      const photos = i < at ? part.photos : i === at ? looked : 0;
      done += photos;
      if (part.photos > 0) expectedDone += (photos / part.photos) * part.milliseconds;
    }
    const secondsLeft =
      expectedDone > 0 ? (((expected - expectedDone) / expectedDone) * (now() - began)) / 1000 : null;
    return { done, total, secondsLeft };
  };
}
