import { tensor4d } from '@tensorflow/tfjs-core';
import { type CellMap, inCells } from '../../core/evaluation/cell-map.ts';
import { classActivation, localLogit, meanOverPlaces } from '../../core/evaluation/class-activation.ts';
import { largest } from '../../core/extremes.ts';
import type { Head } from '../../core/training/head.ts';
import type { Extractor } from '../features/extract.ts';

/** What a backbone makes of one picture at one of its depths. */
interface DepthMap {
  /** Cells. */
  readonly width: number;
  readonly height: number;
  /** width · height · features values, cell after cell, row by row. */
  readonly map: Float32Array;
}

/** What a backbone makes of one picture. */
export interface LookedAt {
  /** In the order in which they make up the features. */
  readonly depths: readonly DepthMap[];
  /** The maps' means over their cells, which is what a head takes. */
  readonly features: Float32Array;
}

/**
 * Runs a backbone on one prepared picture, once for the answer and for the maps of all classes.
 * @param image size² · 3 values, as `normalise` writes them
 */
export async function lookAt(
  { input, program }: Pick<Extractor, 'input' | 'program'>,
  image: Float32Array,
): Promise<LookedAt> {
  const { size } = input;
  const picture = tensor4d(image, [1, size, size, 3]);
  const maps = program.runToMaps(picture);
  try {
    const depths: DepthMap[] = [];
    const features: number[] = [];
    for (const tensor of maps) {
      const [, height = 0, width = 0, channels = 0] = tensor.shape;
      const map = (await tensor.data()) as Float32Array;
      depths.push({ width, height, map });
      for (const mean of meanOverPlaces(map, channels)) features.push(mean);
    }
    return { depths, features: Float32Array.from(features) };
  } finally {
    picture.dispose();
    for (const map of maps) map.dispose();
  }
}

/**
 * The class activation map of a picture: what each cell says of a class, in units of the logit. The logit is a sum over the
 * depths, and so is the map, in the cells of the finest.
 * @param label index of the class among the head's
 */
export function activationMap({ depths, features }: LookedAt, head: Head, label: number): CellMap {
  const { weights, offset } = localLogit(head, features, label);
  const width = largest(depths.map((depth) => depth.width));
  const height = largest(depths.map((depth) => depth.height));
  const values = new Float32Array(width * height);
  let from = 0;
  for (const { map, ...size } of depths) {
    const to = from + map.length / (size.width * size.height);
    const part = classActivation(map, {
      weights: weights.subarray(from, to),
      offset: offset / depths.length,
    });
    from = to;
    inCells({ ...size, values: part }, width, height).values.forEach((value, at) => {
      values[at]! += value;
    });
  }
  return { width, height, values };
}
