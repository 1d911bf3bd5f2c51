import * as tf from '@tensorflow/tfjs-core';
import type { BackboneInput } from '../../../src/core/backbone/card.ts';

/**
 * What a backbone wants of RGB pixels, by its card.
 * @param rgb 0…255, [batch, rows, columns, 3]
 */
export function pixelsFor(input: BackboneInput, rgb: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const ordered = input.channels === 'BGR' ? tf.reverse(rgb, 3) : rgb;
    return tf.div(tf.sub(ordered, tf.tensor1d([...input.mean])), tf.tensor1d([...input.std]));
  });
}
