import { mcnemar } from '../evaluation/mcnemar.ts';
import { largest } from '../extremes.ts';
import { meanOverClasses } from '../features/nearest-mean.ts';
import type { BackboneInput } from './card.ts';
import type { InputTrial } from './own-backbone.ts';

/** A way to hand pixels over, and its name. */
export interface InputCandidate {
  readonly input: BackboneInput;
  readonly words: string;
  /** The same for both channel orders. */
  readonly range: string;
  /** Whether networks trained on this range mostly have this channel order. */
  readonly usual: boolean;
}

interface Range {
  readonly words: string;
  readonly channels: BackboneInput['channels'];
  /** Of red, green and blue, in units of 0…255. */
  readonly mean: BackboneInput['mean'];
  readonly std: BackboneInput['std'];
}

/** What networks are trained on, the most usual first. */
const RANGES: readonly Range[] = [
  { words: '0…255', channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] },
  { words: '0…1', channels: 'RGB', mean: [0, 0, 0], std: [255, 255, 255] },
  { words: '−1…1', channels: 'RGB', mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] },
  // torchvision.transforms.Normalize with ImageNet's mean and deviation, https://pytorch.org/vision/stable/models.html
  {
    words: 'ImageNet mean and deviation',
    channels: 'RGB',
    mean: [123.675, 116.28, 103.53],
    std: [58.395, 57.12, 57.375],
  },
  // keras.applications.imagenet_utils.preprocess_input, mode 'caffe'
  {
    words: 'minus the ImageNet mean (Caffe)',
    channels: 'BGR',
    mean: [123.68, 116.779, 103.939],
    std: [1, 1, 1],
  },
];

/**
 * The ways that are tried, two channel orders with five ranges each; the most usual ones first.
 * @param size side of the square input, pixels
 */
export function inputCandidates(size: number): readonly InputCandidate[] {
  const inOrder = (channels: BackboneInput['channels']) =>
    RANGES.map(({ words, channels: usual, mean, std }): InputCandidate => {
      const [inputMean, inputStd] = channels === 'RGB' ? [mean, std] : [turned(mean), turned(std)];
      const input = { size, channels, mean: inputMean, std: inputStd };
      return { words: `${channels}, ${words}`, range: words, usual: usual === channels, input };
    });
  return [...inOrder('RGB'), ...inOrder('BGR')];
}

const turned = ([red, green, blue]: BackboneInput['mean']): BackboneInput['mean'] => [blue, green, red];

/** Whether two settings hand over the same pixels, apart from their size. */
export function sameInput(a: BackboneInput, b: BackboneInput): boolean {
  return a.channels === b.channels && a.mean.join() === b.mean.join() && a.std.join() === b.std.join();
}

/** A way that was tried: for each photo whether it lay nearest to the mean of its class, null where it isn't judged. */
export interface TriedInput {
  readonly candidate: InputCandidate;
  readonly right: readonly (boolean | null)[];
}

/** A difference that chance alone gives in more than one of four cases tells nothing. */
const CHANCE = 0.25;

/**
 * Which of the ways is suggested: the best of those that were tried on all photos. Most networks hardly mind the order of
 * the channels, so where the photos don't tell it from the usual order of its range (McNemar's exact test), that is.
 * @param tried the most usual first; those with fewer photos were given up early
 * @param labels of the photos
 * @returns the suggested one, then the others tried on all photos, then the rest, the best first
 */
export function rankTrials(tried: readonly TriedInput[], labels: ArrayLike<number>): readonly InputTrial[] {
  const most = largest(tried.map(({ right }) => right.length));
  const judged = tried
    .map((one) => ({
      ...one,
      accuracy: meanOverClasses(one.right, labels) ?? 0,
      whole: one.right.length === most,
    }))
    .toSorted((a, b) => Number(b.whole) - Number(a.whole) || b.accuracy - a.accuracy);
  const [best] = judged;
  const good = new Set(judged.filter(({ whole, right }) => whole && best && alike(right, best.right)));
  const usual = [...good].find(
    ({ candidate }) => candidate.usual && candidate.range === best?.candidate.range,
  );
  const suggested = usual ?? best;
  const others = judged.filter((one) => one !== suggested);
  return [...(suggested ? [suggested] : []), ...others].map((one) => ({
    input: one.candidate.input,
    words: one.candidate.words,
    accuracy: one.accuracy,
    photos: one.right.length,
    verdict: one === suggested ? 'suggested' : good.has(one) ? 'as-good' : 'worse',
  }));
}

function alike(a: TriedInput['right'], b: TriedInput['right']): boolean {
  const only = (first: TriedInput['right'], second: TriedInput['right']) =>
    first.filter((right, i) => right === true && second[i] === false).length;
  return mcnemar(only(a, b), only(b, a)) > CHANCE;
}
