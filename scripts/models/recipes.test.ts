import { describe, expect, test } from 'vitest';
import { readCard } from '../../test-support/engine/backbone/shipped.ts';
import { RECIPES } from './recipes.ts';

const name = (id: string, source: string): string | undefined =>
  RECIPES.find((recipe) => recipe.id === id)?.layerName(source);

test.each([
  ['mobilenet-v3', 'tower_0/MobilenetV3/Conv/BatchNorm/FusedBatchNorm', 'conv'],
  ['mobilenet-v3', 'tower_0/MobilenetV3/expanded_conv_3/expand/Relu', 'expanded_conv_3_expand'],
  ['mobilenet-v3', 'tower_0/MobilenetV3/expanded_conv_12/depthwise/depthwise', 'expanded_conv_12_depthwise'],
  ['mobilenet-v3', 'tower_0/MobilenetV3/Conv/hard_swish/mul_1', 'conv_hard_swish'],
  ['mobilenet-v3', 'tower_0/MobilenetV3/e/squeeze_excite/Conv_1/Relu6', 'e_squeeze_excite_conv_1_relu6'],
  ['mobilenet-v3', 'tower_0/MobilenetV3/expanded_conv_13/expand/Relu6', 'expanded_conv_13_expand'],
  [
    'inception-v3',
    'InceptionV3/InceptionV3/Mixed_5b/Branch_0/Conv2d_0a_1x1/Relu',
    'mixed_5b_branch_0_conv2d_0a_1x1',
  ],
  ['inception-v3', 'InceptionV3/InceptionV3/MaxPool_3a_3x3/MaxPool', 'maxpool_3a_3x3'],
  ['inception-v3', 'InceptionV3/InceptionV3/Mixed_7b/Branch_1/concat', 'mixed_7b_branch_1'],
  ['inception-v3', 'InceptionV3/InceptionV3/Mixed_7b/concat', 'mixed_7b'],
  ['resnet-50', 'add', 'res2a_add'],
  ['resnet-50', 'add_15', 'res5c_add'],
])('%s names the layer of %s', (id, source, expected) => {
  expect(name(id, source)).toBe(expected);
});

/** From the papers: residual or inverted-residual blocks and inception modules up to each cut. */
test('the blocks are those of the papers', async () => {
  const blocks = async (id: string): Promise<string> =>
    (await readCard(id)).blocks.map((block) => block.name).join(' ');
  expect(await blocks('resnet-50')).toBe(
    'conv1 res2a res2b res2c res3a res3b res3c res3d res4a res4b res4c res4d res4e res4f res5a res5b res5c',
  );
  expect(await blocks('inception-v3')).toBe(
    'stem Mixed_5b Mixed_5c Mixed_5d Mixed_6a Mixed_6b Mixed_6c Mixed_6d Mixed_6e Mixed_7a Mixed_7b Mixed_7c',
  );
});

describe.each(RECIPES)('the card of $id', ({ id, format }) => {
  test('is whole and adds up', async () => {
    const card = await readCard(id);
    expect(card.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(card.source.integrity).toMatch(/^sha512-/);
    expect(card.blocks.reduce((sum, block) => sum + block.parameters, 0)).toBe(card.parameters);
    // A weight's bytes, four in small layers, and model.json; parity.test.ts adds them up from the files.
    const each = format === 'tflite' ? 1 : 2;
    expect(card.bytes).toBeGreaterThan(each * card.parameters);
    expect(card.bytes).toBeLessThan((each + 0.5) * card.parameters + 100_000);
    for (const words of [card.summary, card.trainedOn, ...card.goodAt, ...card.badAt])
      expect(words).not.toBe('');
    expect(card.panel?.sets).toBeGreaterThan(0);
  });
});
