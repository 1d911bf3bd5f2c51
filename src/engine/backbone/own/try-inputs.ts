import type { InputTrial } from '../../../core/backbone/own-backbone.ts';
import type { InputCandidate } from '../../../core/backbone/own-input.ts';
import { nearestMeanAccuracy } from '../../../core/features/familiarity.ts';
import { normalise } from '../../../core/features/normalise.ts';
import { forward } from '../../features/extract.ts';
import type { Pace } from '../../training/pace.ts';
import type { LoadedProgram } from '../run-program.ts';

/** A photo drawn to the square that the network gets. */
export interface TrialPhoto {
  /** RGBA, size² · 4 values 0…255. */
  readonly pixels: Uint8ClampedArray;
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
const FINALISTS = 3;

/**
 * Tries each way to hand pixels over on some of the photos, and the best ones on all of them.
 * @returns those tried on all photos first, the best first; then the others, the best first
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
      batch.forEach(({ pixels }, i) => {
        normalise(pixels, input, images, i * length);
      });
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
    const accuracy = await nearestMeanAccuracy(rows, labels, classes, () => pace.between());
    return { ...candidate, rows, accuracy: accuracy ?? 0 };
  };

  const first = [];
  for (const candidate of candidates)
    first.push(await judge(candidate, await featuresOf(candidate, photos.slice(0, firstRound))));
  const ranked = byAccuracy(first);
  if (rest.length === 0) return ranked.map(told);
  const last = [];
  for (const candidate of ranked.slice(0, finalists))
    last.push(await judge(candidate, [...candidate.rows, ...(await featuresOf(candidate, rest))]));
  return [...byAccuracy(last), ...ranked.slice(finalists)].map(told);
}

type Judged = InputCandidate & { readonly rows: readonly Float32Array[]; readonly accuracy: number };

const byAccuracy = (judged: readonly Judged[]): readonly Judged[] =>
  judged.toSorted((a, b) => b.accuracy - a.accuracy);

const told = ({ input, words, accuracy, rows }: Judged): InputTrial => ({
  input,
  words,
  accuracy,
  photos: rows.length,
});
