import { tensor4d } from '@tensorflow/tfjs-core';
import { classActivation, localLogit, meanOverPlaces } from '../../core/evaluation/class-activation.ts';
import { type Head, predictLogits } from '../../core/training/head.ts';
import { argmax } from '../../core/training/metrics.ts';
import type { Extractor } from '../features/extract.ts';

/** Where in a picture a class was seen. */
export interface ActivationMap {
  /** The class that was asked for, or the predicted one. */
  readonly label: number;
  /** Cells. */
  readonly width: number;
  readonly height: number;
  /** width · height values, row by row, in units of the logit: what each cell says of the class. */
  readonly values: Float32Array;
  /** Of each class, of the same picture. */
  readonly logits: Float32Array;
}

/**
 * The class activation map of one prepared picture, and what the head says of it: the backbone runs once for both.
 * @param image size² · 3 values, as `normalise` writes them
 * @param label index of the class; null: the predicted one
 */
export async function activationMap(
  { input, program }: Pick<Extractor, 'input' | 'program'>,
  head: Head,
  image: Float32Array,
  label: number | null,
): Promise<ActivationMap> {
  const { size } = input;
  const picture = tensor4d(image, [1, size, size, 3]);
  const map = program.runToMap(picture);
  try {
    const [, height = 0, width = 0, features = 0] = map.shape;
    const values = (await map.data()) as Float32Array;
    const mean = meanOverPlaces(values, features);
    const logits = predictLogits(head, mean);
    const asked = label ?? argmax(logits);
    const activation = classActivation(values, localLogit(head, mean, asked));
    return { label: asked, width, height, values: activation, logits };
  } finally {
    picture.dispose();
    map.dispose();
  }
}
