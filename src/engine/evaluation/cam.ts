import { tensor4d } from '@tensorflow/tfjs-core';
import type { CellMap } from '../../core/evaluation/cell-map.ts';
import { classActivation, localLogit, meanOverPlaces } from '../../core/evaluation/class-activation.ts';
import type { Head } from '../../core/training/head.ts';
import type { Extractor } from '../features/extract.ts';

/** What a backbone makes of one picture. */
export interface LookedAt {
  /** Cells. */
  readonly width: number;
  readonly height: number;
  /** width · height · features values, cell after cell, row by row. */
  readonly map: Float32Array;
  /** The map's mean over its cells, which is what a head takes. */
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
  const map = program.runToMap(picture);
  try {
    const [, height = 0, width = 0, features = 0] = map.shape;
    const values = (await map.data()) as Float32Array;
    return { width, height, map: values, features: meanOverPlaces(values, features) };
  } finally {
    picture.dispose();
    map.dispose();
  }
}

/**
 * The class activation map of a picture: what each cell says of a class, in units of the logit.
 * @param label index of the class among the head's
 */
export function activationMap(
  { width, height, map, features }: LookedAt,
  head: Head,
  label: number,
): CellMap {
  return { width, height, values: classActivation(map, localLogit(head, features, label)) };
}
