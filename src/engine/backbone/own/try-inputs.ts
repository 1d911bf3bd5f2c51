import type { InputTrial } from '../../../core/backbone/own-backbone.ts';
import { type InputCandidate, rankTrials } from '../../../core/backbone/own-input.ts';
import { meanOverClasses, nearestMeanRight } from '../../../core/features/nearest-mean.ts';
import { normalise } from '../../../core/features/normalise.ts';
import { forward } from '../../features/extract.ts';
import type { Pace } from '../../training/pace.ts';
import type { LoadedProgram } from '../run-program.ts';

/** A photo drawn to the square that the network gets. */
export interface TrialPhoto {
  /** RGBA, size² · 4 values 0…255. Asked for once for each way that is tried. */
  readonly pixels: () => Promise<Uint8ClampedArray>;
  /** 0…classes − 1 */
  readonly label: number;
}

interface TrialOptions {
  readonly program: LoadedProgram;
  /** Those of the first round first. */
  readonly photos: readonly TrialPhoto[];
  /** How many of them the first round has. */
  readonly firstRound: number;
  readonly classes: number;
  readonly batchSize: number;
  readonly pace: Pace;
  /** Counts photos that went through the network. */
  readonly onStep: (done: number, total: number) => void;
}

/** How many of the candidates are tried on all photos. */
const FINALISTS = 4;

/**
 * Tries each way to hand pixels over on some of the photos, and the best ones on all of them.
 * @param candidates the most usual first
 * @returns as `rankTrials` orders them
 * @throws AbortError when stopped
 */
export async function tryInputs(
  candidates: readonly InputCandidate[],
  { program, photos, firstRound, classes, batchSize, pace, onStep }: TrialOptions,
): Promise<readonly InputTrial[]> {
  const finalists = Math.min(FINALISTS, candidates.length);
  const rest = photos.slice(firstRound);
  const total = candidates.length * (photos.length - rest.length) + finalists * rest.length;
  let done = 0;

  const featuresOf = async (
    { input }: InputCandidate,
    of: readonly TrialPhoto[],
  ): Promise<Float32Array[]> => {
    const rows: Float32Array[] = [];
    const length = input.size ** 2 * 3;
    for (let at = 0; at < of.length; at += batchSize) {
      const batch = of.slice(at, at + batchSize);
      const images = new Float32Array(batch.length * length);
      for (const [i, { pixels }] of batch.entries()) normalise(await pixels(), input, images, i * length);
      const output = await forward({ input, program }, images);
      const features = output.length / batch.length;
      batch.forEach((_, i) => {
        rows.push(output.slice(i * features, (i + 1) * features));
      });
      done += batch.length;
      await pace.between(() => onStep(done, total));
    }
    return rows;
  };
  const judge = async (candidate: InputCandidate, rows: readonly Float32Array[]) => {
    const labels = photos.slice(0, rows.length).map(({ label }) => label);
    const right = await nearestMeanRight(rows, labels, classes, () => pace.between());
    return { candidate, rows, right, accuracy: meanOverClasses(right, labels) ?? 0 };
  };

  const tried = [];
  for (const candidate of candidates)
    tried.push(await judge(candidate, await featuresOf(candidate, photos.slice(0, firstRound))));
  const best = tried.toSorted((a, b) => b.accuracy - a.accuracy).slice(0, finalists);
  // One after another again, so that they keep their order.
  const all = [];
  for (const one of tried)
    all.push(
      rest.length > 0 && best.includes(one)
        ? await judge(one.candidate, [...one.rows, ...(await featuresOf(one.candidate, rest))])
        : one,
    );
  return rankTrials(
    all,
    photos.map(({ label }) => label),
  );
}
