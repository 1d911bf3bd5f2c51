/** A dense array of numbers in row-major order. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** Where the source has its values as integers of 8 bits: they are exactly integer · scale + min. */
  readonly quantised?: Quantised;
}

export interface Quantised {
  readonly integers: Uint8Array;
  readonly scale: number;
  readonly min: number;
}

export type Padding = 'same' | 'valid';
/** Rows, columns. */
export type Size = readonly [number, number];

interface Common {
  readonly name: string;
  /** Names of the layers whose outputs it reads. */
  readonly inputs: readonly string[];
}

export interface ConvLayer extends Common {
  readonly kind: 'Conv2D' | 'DepthwiseConv2D';
  /** Conv2D: [rows, columns, in, out]. DepthwiseConv2D: [rows, columns, in, 1]. */
  readonly kernel: Tensor;
  /** [out] */
  readonly bias: Tensor;
  readonly strides: Size;
  readonly padding: Padding;
}

export interface PoolLayer extends Common {
  readonly kind: 'MaxPooling2D' | 'AveragePooling2D';
  readonly poolSize: Size;
  readonly strides: Size;
  readonly padding: Padding;
}

/**
 * A layer of a converted backbone: one of the few standard Keras layers that a backbone is made of. Images are
 * [batch, rows, columns, channels].
 */
export type Layer =
  | ConvLayer
  | PoolLayer
  | (Common & { readonly kind: 'InputLayer' | 'Add' | 'Multiply' | 'Concatenate' | 'GlobalAveragePooling2D' })
  | (Common & { readonly kind: 'ReLU'; readonly maxValue: number | null })
  | (Common & { readonly kind: 'Activation'; readonly activation: 'sigmoid' })
  /** x · scale + offset */
  | (Common & { readonly kind: 'Rescaling'; readonly scale: number; readonly offset: number })
  /** Top and bottom, left and right. */
  | (Common & { readonly kind: 'ZeroPadding2D'; readonly padding: readonly [Size, Size] })
  /** The shape without the batch. */
  | (Common & { readonly kind: 'Reshape'; readonly targetShape: readonly number[] });

/** The layer's weights in the order and with the names that Keras gives them; [] where it has none. */
export function weightsOf(layer: Layer): readonly { readonly name: string; readonly tensor: Tensor }[] {
  switch (layer.kind) {
    case 'Conv2D':
      return [
        { name: `${layer.name}/kernel`, tensor: layer.kernel },
        { name: `${layer.name}/bias`, tensor: layer.bias },
      ];
    case 'DepthwiseConv2D':
      return [
        { name: `${layer.name}/depthwise_kernel`, tensor: layer.kernel },
        { name: `${layer.name}/bias`, tensor: layer.bias },
      ];
    default:
      return [];
  }
}

/** How many numbers the layer has learned. */
export function countParameters(layer: Layer): number {
  return weightsOf(layer).reduce((sum, { tensor }) => sum + tensor.values.length, 0);
}
