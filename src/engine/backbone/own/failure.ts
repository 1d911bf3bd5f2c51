import { ConversionError } from '../../../core/backbone/convert/conversion-error.ts';
import { FailureError } from '../../../core/project/failure.ts';

const anotherWay =
  'Bring a network of convolutions: an .onnx file, a Keras file, .keras or .h5, or TensorFlow.js’s model.json with all its .bin files.';

/** What stands in the way of a brought model, as the page tells it. */
export function refused(what: string, file: string, todo = anotherWay, cause?: unknown): FailureError {
  return new FailureError({ code: 'unsupported-format', what, file, todo }, { cause });
}

/**
 * Runs what reads a file of which nothing is known yet.
 * @param file its name
 * @throws FailureError 'unsupported-format' for whatever its content made fail
 */
export function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConversionError) throw refused(wordsOf(error), file, anotherWay, error);
    // A hostile file's nesting or sizes: what they break is not foreseen one by one.
    if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError)
      throw refused('The model is damaged or is none that can be read.', file, anotherWay, error);
    throw error;
  }
}

function wordsOf({ layer, what }: ConversionError): string {
  if (layer === '') return what;
  return `The layer “${layer}” stands in the way: ${what}${what.endsWith('.') ? '' : '.'}`;
}
