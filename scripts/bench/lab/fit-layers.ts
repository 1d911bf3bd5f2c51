import {
  cast,
  oneHot,
  train as optimizers,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { Recipe } from '../../../src/core/training/recipe.ts';
import { type Standardisation, standardisationOf } from '../../../src/core/training/standardise.ts';

/** Features of photos, and the indices of their classes. */
export interface LabelledRows {
  readonly rows: readonly Float32Array[];
  readonly labels: Int32Array;
}

/**
 * The linear head as one would write it with tfjs-layers: a dense layer with softmax on standardised features, Adam,
 * `model.fit` with its defaults.
 * @returns the accuracy on the photos held out, after the last epoch
 */
export async function fitLayers(
  { learningRate, batchSize, epochs }: Recipe,
  classes: number,
  train: LabelledRows,
  validation: LabelledRows,
): Promise<number> {
  const scale = standardisationOf(train.rows);
  const length = scale.mean.length;
  const [x, y] = tensorsOf(train, scale, classes);
  const [xValidation, yValidation] = tensorsOf(validation, scale, classes);
  const model = sequential({
    layers: [layers.dense({ units: classes, activation: 'softmax', inputShape: [length] })],
  });
  const optimizer = optimizers.adam(learningRate);
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const { history } = await model.fit(x, y, {
    epochs,
    batchSize,
    validationData: [xValidation, yValidation],
  });
  model.dispose();
  optimizer.dispose();
  for (const tensor of [x, y, xValidation, yValidation]) tensor.dispose();
  const accuracy = history.val_acc?.at(-1);
  if (typeof accuracy !== 'number') throw new Error('model.fit tells no accuracy');
  return accuracy;
}

function tensorsOf(
  { rows, labels }: LabelledRows,
  scale: Standardisation,
  classes: number,
): [Tensor2D, Tensor2D] {
  const length = scale.mean.length;
  const standardised = new Float32Array(rows.length * length);
  rows.forEach((row, i) => {
    standardised.set(
      row.map((value, j) => (value - (scale.mean[j] ?? 0)) * (scale.inverseDeviation[j] ?? 0)),
      i * length,
    );
  });
  const indices = tensor1d(labels, 'int32');
  const y = tidy(() => cast(oneHot(indices, classes), 'float32') as Tensor2D);
  indices.dispose();
  return [tensor2d(standardised, [labels.length, length]), y];
}
