import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import type { ManifestGroup } from '../../src/core/backbone/convert/source-weights.ts';
import { sourceWords } from '../../src/core/backbone/source-words.ts';
import { bring, featuresOf } from '../../test-support/engine/backbone/own/brought.ts';
import { vggConvolutions, vggFile } from '../../test-support/engine/backbone/own/vgg-file.ts';
import { inMemory, startRuntime } from '../../test-support/engine/runtime.ts';
import { relativeError } from '../../test-support/relative-error.ts';
import { type Artefact, hashOf } from './artefacts.ts';
import { VGG_FILES, vggBackbone } from './vgg.ts';

beforeAll(startRuntime);

const WIDTHS = [4, 4, 8, 8, 16];
const FILE = VGG_FILES['vgg-16'].file;

/** The files as tfjs loads them. */
async function loaded(artefacts: readonly Artefact[]) {
  const [model, ...shards] = artefacts;
  const json = JSON.parse(new TextDecoder().decode(model?.bytes)) as {
    readonly modelTopology: unknown;
    readonly weightsManifest: readonly ManifestGroup[];
  };
  const specs = json.weightsManifest.flatMap(({ weights }) => weights);
  return loadLayersModel(
    inMemory(json.modelTopology, specs, Buffer.concat(shards.map(({ bytes }) => bytes))),
  );
}

test('a file of VGG’s weights becomes a whole backbone: its files, and a card that adds up', async () => {
  const bytes = await vggFile(vggConvolutions('vgg-16', WIDTHS));
  const { card, artefacts } = await vggBackbone('vgg-16', bytes, FILE);
  expect(card).toMatchObject({ id: 'vgg-16', name: 'VGG-16', features: 36, hash: hashOf(artefacts) });
  expect(card.bytes).toBe(artefacts.reduce((sum, artefact) => sum + artefact.bytes.length, 0));
  expect(card.blocks.map(({ name }) => name)).toEqual(['block1', 'block2', 'block3', 'block4', 'block5']);
  expect(card.blocks.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(card.parameters);
  expect(card.source).toMatchObject({ files: [FILE], version: FILE });
  expect(card.depths.map(({ name, features }) => [name, features])).toEqual([
    ['block2', 4],
    ['block3', 8],
    ['block4', 8],
    ['block5', 16],
  ]);
  // keras.applications.vgg16.preprocess_input
  expect(card.input).toEqual({
    size: 224,
    channels: 'BGR',
    mean: [103.939, 116.779, 123.68],
    std: [1, 1, 1],
  });

  const images: tf.Tensor4D = tf.randomUniform([1, 64, 64, 3], -120, 130, 'float32', 3);
  const shipped = await ((await loaded(artefacts)).predict(images) as tf.Tensor).data();
  // read-vgg.test.ts holds these to VGG's definition.
  expect(relativeError(shipped.slice(-16), await featuresOf(await bring(FILE, bytes), images))).toBeLessThan(
    1e-5,
  );
});

test('the card claims ImageNet and Oxford for Keras’s own file alone', async () => {
  const bytes = await vggFile(vggConvolutions('vgg-19', WIDTHS));
  const other = await vggBackbone('vgg-19', bytes, 'mine.h5');
  expect(other.published).toBe(false);
  expect(other.card).toMatchObject({
    source: { licence: 'not stated', author: 'not stated' },
    trainedOn: 'Not known: the file is not the one that Keras publishes.',
  });
  const md5 = createHash('md5').update(bytes).digest('hex');
  const { card, published } = await vggBackbone('vgg-19', bytes, VGG_FILES['vgg-19'].file, md5);
  expect(published).toBe(true);
  expect(card.source).toMatchObject({ package: 'Keras Applications', licence: 'CC-BY-4.0' });
  expect(card.source.author).toContain('University of Oxford');
  expect(card.trainedOn).toContain('ImageNet');
  expect(sourceWords(card.source)).toBe(
    'Keras Applications vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5',
  );
});

test('a file of the other network is refused', async () => {
  const bytes = await vggFile(vggConvolutions('vgg-19', WIDTHS));
  await expect(vggBackbone('vgg-16', bytes, FILE)).rejects.toThrow(`${FILE} is not of VGG-16, but VGG-19`);
});

test('npm packages are called so', () => {
  expect(sourceWords({ package: 'nsfwjs', version: '4.4.0' })).toBe('npm package nsfwjs 4.4.0');
  expect(sourceWords({ package: '@scope/name.js', version: '' })).toBe('npm package @scope/name.js');
});
