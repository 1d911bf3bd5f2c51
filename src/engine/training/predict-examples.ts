import { tidy } from '@tensorflow/tfjs-core';
import type { Examples, Learner } from './learner.ts';
import { Pace } from './pace.ts';

/**
 * What a learner says of examples, of the photos themselves and not their other views.
 * @param batchSize at a time: a tail's inputs are large
 * @returns logits, labels.length · classes values
 * @throws AbortError when stopped
 */
export async function predictExamples(
  learner: Learner,
  examples: Examples,
  batchSize: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const pace = new Pace(signal);
  const count = examples.labels.length;
  let all = new Float32Array();
  for (let from = 0; from < count; from += batchSize) {
    const rows = Array.from({ length: Math.min(batchSize, count - from) }, (_, i) => ({
      example: from + i,
      view: 0,
    }));
    const inputs = await examples.read(rows);
    const logits = tidy(() => learner.forward(inputs, null).logits);
    inputs.dispose();
    const values = (await logits.data()) as Float32Array;
    logits.dispose();
    if (from === 0) all = new Float32Array((count * values.length) / rows.length);
    all.set(values, (from * values.length) / rows.length);
    await pace.between();
  }
  return all;
}
