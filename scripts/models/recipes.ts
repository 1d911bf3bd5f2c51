/** How the source model of a backbone is read. Where it comes from and what it wants are on its card. */
export type Recipe = Naming & { readonly id: string } & (
    | { readonly format: 'layers' | 'tflite' }
    /** `entry` is the node that holds the pixels as the card prepares them. */
    | { readonly format: 'graph'; readonly entry: string }
  );

interface Naming {
  /** A readable layer name for a node or layer of the source. */
  readonly layerName: (source: string) => string;
  /** The block of a node or layer of the source; undefined: it belongs to the block that comes next. */
  readonly blockOf: (source: string) => string | undefined;
}

/** The backbones, the one that a first visit needs first. */
export const RECIPES: readonly Recipe[] = [
  {
    id: 'mobilenet-v3',
    format: 'graph',
    entry: 'tower_0/images',
    layerName: mobileNetLayer,
    blockOf: mobileNetBlock,
  },
  {
    id: 'inception-v3',
    format: 'tflite',
    layerName: inceptionLayer,
    // What is before the first module, up to the second pooling, is the stem of the paper.
    blockOf: (tensor) => /\/(Mixed_\d[a-z])\//.exec(tensor)?.[1] ?? 'stem',
  },
  {
    id: 'resnet-50',
    format: 'layers',
    layerName: residualLayer,
    blockOf: residualBlock,
  },
];

/** `…/MobilenetV3/expanded_conv_3/expand/Relu` → `expanded_conv_3_expand` */
function mobileNetLayer(node: string): string {
  return (
    node
      .replace(/^.*\/MobilenetV[23]\//, '')
      // A fused convolution bears the name of the last operation that was fused into it.
      .replace(/\/(BatchNorm\/FusedBatchNorm(V3)?|BiasAdd)$|(?<!\/(hard_swish|Conv_1))\/Relu6?$/, '')
      .replace('depthwise/depthwise', 'depthwise')
      .replace('hard_swish/mul_1', 'hard_swish')
      .replaceAll('/', '_')
      .toLowerCase()
  );
}

/** `…/MobilenetV3/expanded_conv_3/expand/Relu` → `expanded_conv_3` */
function mobileNetBlock(node: string): string | undefined {
  return /\/MobilenetV[23]\/([^/]+)\//.exec(node)?.[1];
}

/** `InceptionV3/InceptionV3/Mixed_5b/Branch_0/Conv2d_0a_1x1/Relu` → `mixed_5b_branch_0_conv2d_0a_1x1` */
function inceptionLayer(tensor: string): string {
  return (
    tensor
      .replace(/^(InceptionV3\/)+/, '')
      // Each is the only thing of its kind in its scope.
      .replace(/\/(Relu|MaxPool|AvgPool|concat)$/, '')
      .replaceAll('/', '_')
      .toLowerCase()
  );
}

/** The residual blocks of ResNet-50, as its layers name them. */
const RESIDUAL_BLOCKS = ['2abc', '3abcd', '4abcdef', '5abc'].flatMap(([stage, ...blocks]) =>
  blocks.map((block) => `res${stage}${block}`),
);

/** `add_4` → `res3b_add`: the source numbers its additions, one a residual block. */
function residualLayer(layer: string): string {
  const addition = /^add(?:_(\d+))?$/.exec(layer);
  return addition === null ? layer : `${RESIDUAL_BLOCKS[Number(addition[1] ?? 0)]}_add`;
}

/** Three activations a residual block, the last of them after its addition. */
function residualBlock(layer: string): string | undefined {
  if (layer === 'max_pooling2d') return 'conv1';
  const activation = Number(/^activation_(\d+)$/.exec(layer)?.[1] ?? 0);
  return activation % 3 === 0 ? RESIDUAL_BLOCKS[activation / 3 - 1] : undefined;
}
