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
import { fitStandardisation, type Standardisation } from '../../../src/core/training/standardise.ts';
import type { Examples } from '../../../src/engine/training/fit-head.ts';

/**
 * The linear head as one would write it with tfjs-layers: a dense layer with softmax on standardised features, Adam,
 * `model.fit` with its defaults.
 * @returns the accuracy on the photos held out, after the last epoch
 */
export async function fitLayers(
  { learningRate, batchSize, epochs }: Recipe,
  classes: number,
  train: Examples,
  validation: Examples,
): Promise<number> {
  const length = train.features.length / train.labels.length;
  const scale = fitStandardisation(train.features, length);
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
  { features, labels }: Examples,
  scale: Standardisation,
  classes: number,
): [Tensor2D, Tensor2D] {
  const length = scale.mean.length;
  const standardised = features.map(
    (value, i) => (value - (scale.mean[i % length] ?? 0)) * (scale.inverseDeviation[i % length] ?? 0),
  );
  const indices = tensor1d(labels, 'int32');
  const y = tidy(() => cast(oneHot(indices, classes), 'float32') as Tensor2D);
  indices.dispose();
  return [tensor2d(standardised, [labels.length, length]), y];
}
