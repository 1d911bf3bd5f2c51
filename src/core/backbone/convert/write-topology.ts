import type { Layer } from './layers.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The layers as Keras's description of a functional model, open in batch and spatial size: `modelTopology` of a
 * tfjs layers model. The first layer is the input, the last one the output.
 */
export function topologyOf(name: string, layers: readonly Layer[]): Json {
  const first = layers[0];
  const last = layers.at(-1);
  if (first?.kind !== 'InputLayer' || last === undefined)
    throw new Error(`${name}: the first layer is no input`);
  return {
    keras_version: '2.15.0',
    backend: 'tensorflow',
    model_config: {
      class_name: 'Model',
      config: {
        name,
        layers: layers.map((layer) => ({
          name: layer.name,
          class_name: layer.kind,
          config: { name: layer.name, ...configOf(layer) },
          inbound_nodes: layer.inputs.length === 0 ? [] : [layer.inputs.map((input) => [input, 0, 0, {}])],
        })),
        input_layers: [[first.name, 0, 0]],
        output_layers: [[last.name, 0, 0]],
      },
    },
  };
}

// The weights come from the shards; a random start would only cost time.
const ZEROS: Json = { class_name: 'Zeros', config: {} };

function configOf(layer: Layer): { readonly [key: string]: Json } {
  switch (layer.kind) {
    case 'InputLayer':
      return { batch_input_shape: [null, null, null, 3], dtype: 'float32', sparse: false };
    case 'Conv2D': {
      const [rows = 0, columns = 0, , filters = 0] = layer.kernel.shape;
      return { filters, kernel_size: [rows, columns], ...convConfig(layer), kernel_initializer: ZEROS };
    }
    case 'DepthwiseConv2D': {
      const [rows = 0, columns = 0] = layer.kernel.shape;
      return {
        kernel_size: [rows, columns],
        depth_multiplier: 1,
        ...convConfig(layer),
        depthwise_initializer: ZEROS,
      };
    }
    case 'ReLU':
      return { max_value: layer.maxValue };
    case 'Activation':
      return { activation: layer.activation };
    case 'Rescaling':
      return { scale: layer.scale, offset: layer.offset };
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return {
        pool_size: layer.poolSize,
        strides: layer.strides,
        padding: layer.padding,
        data_format: 'channels_last',
      };
    case 'GlobalAveragePooling2D':
      return { data_format: 'channels_last' };
    case 'ZeroPadding2D':
      return { padding: layer.padding, data_format: 'channels_last' };
    case 'Reshape':
      return { target_shape: layer.targetShape };
    case 'Concatenate':
      return { axis: -1 };
    case 'Add':
    case 'Multiply':
      return {};
  }
}

function convConfig(layer: { readonly strides: readonly number[]; readonly padding: string }): {
  readonly [key: string]: Json;
} {
  return {
    strides: layer.strides,
    padding: layer.padding,
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: true,
    bias_initializer: ZEROS,
  };
}
