import { describe, expect, test } from 'vitest';
import type { Layer, Size } from './layers.ts';
import { mainLine, narrowPlaces } from './main-line.ts';
import { nameKey, ownBlocks } from './own-blocks.ts';

const input: Layer = { name: 'input', kind: 'InputLayer', inputs: [] };
const conv = (name: string, from: string, strides: Size = [1, 1]): Layer => ({
  name,
  kind: 'Conv2D',
  inputs: [from],
  kernel: { shape: [1, 1, 3, 3], values: new Float32Array(9) },
  bias: { shape: [3], values: new Float32Array(3) },
  strides,
  padding: 'same',
});
const relu = (name: string, from: string): Layer => ({ name, kind: 'ReLU', inputs: [from], maxValue: null });
const add = (name: string, ...inputs: string[]): Layer => ({ name, kind: 'Add', inputs });
const mean = (name: string, from: string): Layer => ({
  name,
  kind: 'GlobalAveragePooling2D',
  inputs: [from],
});

const sources = new Map<string, string>();
const blocks = (...layers: Layer[]) =>
  ownBlocks({ layers: [input, ...layers], sources }).map(
    (block) => `${block.name}: ${block.layers.join(' ')}`,
  );

// Names as Keras's applications and TensorFlow's models give them.
test.each([
  ['block_3_expand', 'block_3'],
  ['block2a_expand_conv', 'block2a'],
  ['conv4_block2_1_conv', 'conv4_block2'],
  ['res3b_branch2a', 'res3b'],
  ['mixed5', 'mixed5'],
  ['expanded_conv_7/depthwise/BatchNorm', 'expanded_conv_7'],
  ['block1_conv1', 'block1'],
  ['conv2d_7', null],
  ['batch_normalization', null],
  ['re_lu_12', null],
  ['stem_conv', null],
])('the name %s tells the block %s', (name, block) => {
  expect(nameKey(name)).toBe(block);
});

describe('where names tell', () => {
  test('they are the blocks, and what has no name belongs to what is before it', () => {
    expect(
      blocks(
        conv('stem_conv', 'input'),
        relu('stem_relu', 'stem_conv'),
        conv('block_1_a', 'stem_relu'),
        conv('block_1_b', 'block_1_a'),
        conv('block_2_a', 'block_1_b'),
        conv('block_2_b', 'block_2_a'),
        conv('block_3_a', 'block_2_b'),
        conv('top_conv', 'block_3_a'),
      ),
    ).toEqual([
      'stem: stem_conv stem_relu',
      'block_1: block_1_a block_1_b',
      'block_2: block_2_a block_2_b',
      'block_3: block_3_a top_conv',
    ]);
  });
});

describe('where they don’t', () => {
  test('a residual block is a block, and so is a run of one resolution', () => {
    expect(
      blocks(
        conv('a', 'input', [2, 2]),
        relu('a_relu', 'a'),
        conv('b', 'a_relu'),
        conv('c', 'b', [2, 2]),
        conv('d', 'c'),
        conv('e', 'd'),
        conv('f', 'e'),
        add('joined', 'd', 'f'),
        relu('g', 'joined'),
        conv('h', 'g'),
      ),
    ).toEqual(['block 1: a a_relu b', 'block 2: c d', 'block 3: e f joined g', 'block 4: h']);
  });

  test('what has learned nothing is no block', () => {
    const scale: Layer = { name: 's', kind: 'Rescaling', inputs: ['input'], scale: 2, offset: -1 };
    const pad: Layer = {
      name: 'p',
      kind: 'ZeroPadding2D',
      inputs: ['a'],
      padding: [
        [1, 1],
        [1, 1],
      ],
    };
    expect(blocks(scale, conv('a', 's'), pad, conv('b', 'p', [2, 2]))).toEqual([
      'block 1: s a',
      'block 2: p b',
    ]);
  });
});

test('a network is narrow where one value carries all', () => {
  const layers = [input, conv('a', 'input'), conv('b', 'a'), add('c', 'a', 'b'), conv('d', 'c')];
  expect(narrowPlaces(layers)).toEqual([0, 1, 3, 4]);
});

describe('the main line', () => {
  test('ends before the average that all the rest depends on, not in a squeeze-and-excitation', () => {
    const gate: Layer = { name: 'gate', kind: 'Reshape', inputs: ['squeeze'], targetShape: [1, 1, 3] };
    const excited: Layer = { name: 'excited', kind: 'Multiply', inputs: ['a', 'gate'] };
    const layers = [
      input,
      conv('a', 'input'),
      mean('squeeze', 'a'),
      gate,
      excited,
      mean('pooled', 'excited'),
    ];
    expect(mainLine(layers)?.map(({ name }) => name)).toEqual(['input', 'a', 'squeeze', 'gate', 'excited']);
  });

  test('of several outputs it is the one with the most weights before it', () => {
    const layers = [input, conv('a', 'input'), conv('short', 'a'), conv('b', 'a'), conv('long', 'b')];
    expect(mainLine(layers)?.map(({ name }) => name)).toEqual(['input', 'a', 'b', 'long']);
  });

  test('is none without a convolution', () => {
    expect(mainLine([input, relu('a', 'input')])).toBeNull();
  });
});

test('names that begin with a slash have no folder in common', () => {
  const layers = [input, conv('a', 'input'), conv('b', 'a')];
  const named = new Map([
    ['a', '/a'],
    ['b', 'b'],
  ]);
  expect(ownBlocks({ layers, sources: named }).flatMap(({ layers }) => layers)).toContain('b');
});
