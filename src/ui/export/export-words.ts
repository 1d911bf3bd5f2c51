import type { ExportFormat } from '../../core/export/exported.ts';
import type { ParityCheck } from '../../core/export/parity.ts';

/** A format as it is offered. */
export interface FormatWords {
  readonly format: ExportFormat;
  readonly title: string;
  /** When to take it. */
  readonly when: string;
}

export const formatWords: readonly FormatWords[] = [
  {
    format: 'html',
    title: 'One page',
    when: 'A single file that answers pictures and the webcam in any browser, without a network: to pass around.',
  },
  {
    format: 'tfjs',
    title: 'TensorFlow.js',
    when: 'For a web page of your own: a model with a small loader and an example page.',
  },
  {
    format: 'onnx',
    title: 'ONNX',
    when: 'For programs in almost any language, and for inference servers: Triton and KServe folders go along.',
  },
  {
    format: 'keras',
    title: 'Keras',
    when: 'For Python: load it in Keras 3, or go on training it there with the script that goes along.',
  },
];

/** A difference of probabilities with one digit that counts: '0.0000003', 'none at all'. */
export function differenceWords(difference: number): string {
  if (difference === 0) return 'none at all';
  const digits = Math.min(12, Math.max(1, -Math.floor(Math.log10(difference))));
  return difference.toFixed(digits);
}

/** What came of having a file's golden pictures answered by the model that was read from it. */
export function proofWords({ passed, largest, pictures, tolerance }: ParityCheck): string {
  const compared = pictures === 1 ? 'its check picture' : `its ${pictures} check pictures`;
  return passed
    ? `Read back from the file, the model answers ${compared} as it does here. Largest difference of a probability: ${differenceWords(largest)}.`
    : `Read back from the file, the model answers ${compared} otherwise than it does here: by up to ${differenceWords(largest)}, where ${tolerance} would pass.`;
}
