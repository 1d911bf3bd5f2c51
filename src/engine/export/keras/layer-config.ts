import type { Layer } from '../../../core/backbone/topology.ts';

/** The weights come from the file, so what they would start from is the quickest there is. */
const ZEROS = { module: 'keras.initializers', class_name: 'Zeros', config: {}, registered_name: null };

const FLOAT32 = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

/** What a convolution or a dense layer could have, and none of ours has. */
const PLAIN = {
  kernel_regularizer: null,
  bias_regularizer: null,
  kernel_constraint: null,
  bias_constraint: null,
};

/**
 * The arguments of a layer's constructor in Keras 3. Arguments that came with a later 3.x and that stand at their
 * default are left out (InputLayer's `optional` and `ragged`, Dense's `quantization_config`): an earlier version would
 * refuse them.
 * @throws TypeError for a kind of layer that there isn't in a WholeModel
 */
export function layerConfig({ name, kind, config }: Layer): Readonly<Record<string, unknown>> {
  const common = { name, trainable: true, dtype: FLOAT32 };
  const data_format = 'channels_last';
  switch (kind) {
    case 'InputLayer':
      return { batch_shape: config.batch_input_shape, dtype: 'float32', sparse: false, name };
    case 'Conv2D':
      return {
        ...common,
        filters: config.filters,
        ...convolution(config),
        groups: 1,
        kernel_initializer: ZEROS,
        ...PLAIN,
      };
    case 'DepthwiseConv2D': {
      const { kernel_regularizer, kernel_constraint, ...plain } = PLAIN;
      return {
        ...common,
        depth_multiplier: config.depth_multiplier ?? 1,
        ...convolution(config),
        depthwise_initializer: ZEROS,
        depthwise_regularizer: kernel_regularizer,
        depthwise_constraint: kernel_constraint,
        ...plain,
      };
    }
    case 'Dense':
      return {
        ...common,
        units: config.units,
        activation: config.activation,
        use_bias: true,
        kernel_initializer: ZEROS,
        bias_initializer: ZEROS,
        ...PLAIN,
      };
    case 'ReLU':
      return { ...common, max_value: config.max_value ?? null, negative_slope: 0, threshold: 0 };
    case 'Activation':
      return { ...common, activation: config.activation };
    case 'Rescaling':
      return { ...common, scale: config.scale, offset: config.offset };
    case 'MaxPooling2D':
    case 'AveragePooling2D': {
      const { pool_size, strides, padding } = config;
      return { ...common, pool_size, padding, strides, data_format };
    }
    case 'ZeroPadding2D':
      return { ...common, padding: config.padding, data_format };
    case 'GlobalAveragePooling2D':
      return { ...common, data_format, keepdims: false };
    case 'Reshape':
      return { ...common, target_shape: config.target_shape };
    case 'Concatenate':
      return { ...common, axis: -1 };
    case 'Add':
    case 'Multiply':
      return common;
    default:
      throw new TypeError(`Layer ${name} is of a kind that can't be written for Keras: ${kind}.`);
  }
}

function convolution({ kernel_size, strides, padding }: Layer['config']) {
  return {
    kernel_size,
    strides,
    padding,
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: true,
    bias_initializer: ZEROS,
    activity_regularizer: null,
  };
}
