import type { ActivationKind } from './activations.ts';

/** Keras's names of activations. */
const ACTIVATIONS: ReadonlyMap<unknown, ActivationKind> = new Map([
  ['relu', 'relu'],
  ['relu6', 'relu6'],
  ['sigmoid', 'sigmoid'],
  ['swish', 'swish'],
  ['silu', 'swish'],
  ['hard_sigmoid', 'hard-sigmoid'],
  ['hardSigmoid', 'hard-sigmoid'],
  ['hard_swish', 'hard-swish'],
  ['hard_silu', 'hard-swish'],
]);
/** Names that Keras 3 means otherwise than the versions before it. */
const ACTIVATIONS_3: ReadonlyMap<unknown, ActivationKind> = new Map([['hard_sigmoid', 'hard-sigmoid-3']]);

/** Layers that a classifier has on top, where it leaves pictures behind. */
export const ON_TOP: ReadonlySet<string> = new Set(['Dense', 'Flatten', 'Softmax', 'GlobalMaxPooling2D']);

/** Layers that do nothing outside training. */
export const PASS: ReadonlySet<string> = new Set([
  'Dropout',
  'SpatialDropout2D',
  'GaussianNoise',
  'GaussianDropout',
  'AlphaDropout',
  'ActivityRegularization',
  // Augmentation.
  'RandomFlip',
  'RandomRotation',
  'RandomZoom',
  'RandomTranslation',
  'RandomContrast',
  'RandomBrightness',
  'RandomHue',
  'RandomSaturation',
  'RandomColorJitter',
  'RandomSharpness',
  'RandomErasing',
  'RandomGrayscale',
  'RandomGaussianBlur',
  'RandomShear',
  'RandomPerspective',
  'RandomHeight',
  'RandomWidth',
]);

/** What layers models may be made of, for the person. */
export const KERAS_LAYERS =
  'Conv2D, DepthwiseConv2D, SeparableConv2D, BatchNormalization, ReLU, LeakyReLU, Activation (relu, relu6, sigmoid, swish, hard_sigmoid, hard_swish), MaxPooling2D, AveragePooling2D, GlobalAveragePooling2D, ZeroPadding2D, Rescaling, Normalization, Reshape, Add, Multiply, Concatenate, a number added, subtracted, multiplied or divided by, Dropout and random augmentation';

/** Which activation Keras means by a name; undefined: one that no rule covers. */
export const activationOf = (name: unknown, version: number): ActivationKind | undefined =>
  (version >= 3 ? ACTIVATIONS_3.get(name) : undefined) ?? ACTIVATIONS.get(name);
