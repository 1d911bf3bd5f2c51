import type { BackboneInput } from './card.ts';

/** A way to hand pixels over, and its name. */
export interface InputCandidate {
  readonly input: BackboneInput;
  readonly words: string;
}

interface Range {
  readonly words: string;
  /** Of red, green and blue, in units of 0…255. */
  readonly mean: BackboneInput['mean'];
  readonly std: BackboneInput['std'];
}

/** What networks are trained on, the most usual first. */
const RANGES: readonly Range[] = [
  { words: '0…255', mean: [0, 0, 0], std: [1, 1, 1] },
  { words: '0…1', mean: [0, 0, 0], std: [255, 255, 255] },
  { words: '−1…1', mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] },
  // torchvision.transforms.Normalize with ImageNet's mean and deviation, https://pytorch.org/vision/stable/models.html
  { words: 'ImageNet mean and deviation', mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] },
  // keras.applications.imagenet_utils.preprocess_input, mode 'caffe'
  { words: 'minus the ImageNet mean (Caffe)', mean: [123.68, 116.779, 103.939], std: [1, 1, 1] },
];

/**
 * The ways that are tried: two channel orders with five ranges each.
 * @param size side of the square input, pixels
 */
export function inputCandidates(size: number): readonly InputCandidate[] {
  return RANGES.flatMap(({ words, mean, std }) => [
    { words: `RGB, ${words}`, input: { size, channels: 'RGB', mean, std } },
    { words: `BGR, ${words}`, input: { size, channels: 'BGR', mean: turned(mean), std: turned(std) } },
  ]);
}

const turned = ([red, green, blue]: BackboneInput['mean']): BackboneInput['mean'] => [blue, green, red];

/** Whether two settings hand over the same pixels, apart from their size. */
export function sameInput(a: BackboneInput, b: BackboneInput): boolean {
  return a.channels === b.channels && a.mean.join() === b.mean.join() && a.std.join() === b.std.join();
}
