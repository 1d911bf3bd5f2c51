import { zeros } from '@tensorflow/tfjs-core';
import type { LoadedProgram } from './run-program.ts';

/**
 * Shape of what a trunk makes of one picture: [height, width, channels]. Found by running one.
 * @param size side of the picture, pixels
 * @throws TypeError where its output is no picture
 */
export function outputShape(program: LoadedProgram, size: number): readonly [number, number, number] {
  const picture = zeros([1, size, size, 3]);
  const output = program.run(picture);
  const [, height, width, channels] = output.shape;
  picture.dispose();
  output.dispose();
  if (height === undefined || width === undefined || channels === undefined)
    throw new TypeError('The boundary is no picture.');
  return [height, width, channels];
}
