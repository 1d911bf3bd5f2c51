import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { BackboneCard, BackboneInput } from '../../src/core/backbone/card.ts';
import { loadBackbone, readCard } from '../../test-support/engine/backbone/shipped.ts';
import { pixelsFor } from '../../test-support/engine/features/pixels.ts';
import { ROOT } from '../models/paths.ts';
import { rgbOf } from '../models/photos.ts';

const BATCH = 8;
/** Pictures of one file of the cache: what is done when a study is stopped stays. */
const PART = 48;
const CACHE = join(ROOT, '.cache/features');

/** A shipped backbone in Node; pictures are decoded and resized by sharp instead of the browser. */
export interface StudiedBackbone {
  readonly card: BackboneCard;
  /**
   * The features of all depths, a row a picture; what was computed before is read from .cache/features.
   * @param pictures their files' bytes or paths
   */
  readonly featuresOf: (pictures: readonly (Uint8Array | string)[]) => Promise<readonly Float32Array[]>;
}

export async function openBackbone(id: string): Promise<StudiedBackbone> {
  const card = await readCard(id);
  const folder = join(CACHE, `${id}-${card.hash.slice(0, 16)}-${card.input.size}`);
  await mkdir(folder, { recursive: true });
  let model: LayersModel | null = null;
  const compute = async (files: readonly Uint8Array[]) => {
    model ??= await loadBackbone(id);
    const [rows = []] = await featuresAt(model, files, card.input);
    return rows;
  };
  return {
    card,
    featuresOf: async (pictures) => {
      const rows: Float32Array[] = [];
      for (let start = 0; start < pictures.length; start += PART) {
        const files = await Promise.all(pictures.slice(start, start + PART).map(bytesOf));
        const cached = join(folder, `${hashOf(files)}.f32`);
        if (!existsSync(cached)) await writeRows(cached, await compute(files));
        rows.push(...(await readRows(cached, card.features)));
      }
      return rows;
    },
  };
}

/**
 * The features of each picture at each output of a model: [output][picture].
 * @param pictures their files' bytes or paths
 */
export async function featuresAt(
  model: LayersModel,
  pictures: readonly (Uint8Array | string)[],
  input: BackboneInput,
): Promise<readonly (readonly Float32Array[])[]> {
  const features = model.outputs.map((): Float32Array[] => []);
  for (let start = 0; start < pictures.length; start += BATCH) {
    const rgb = await rgbOf(pictures.slice(start, start + BATCH), input.size);
    const outputs = tf.tidy(() => [model.predict(pixelsFor(input, rgb))].flat());
    for (const [cut, output] of outputs.entries()) {
      const [rows = 0, length = 0] = output.shape;
      const values = (await output.data()) as Float32Array;
      for (let row = 0; row < rows; row++)
        features[cut]?.push(values.slice(row * length, (row + 1) * length));
    }
    tf.dispose([rgb, outputs]);
  }
  return features;
}

const bytesOf = async (picture: Uint8Array | string): Promise<Uint8Array> =>
  typeof picture === 'string' ? readFile(picture) : picture;

function hashOf(files: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  // With their lengths: other files could have the same bytes one after another.
  for (const file of files) hash.update(`${file.length} `).update(file);
  return hash.digest('hex');
}

/** Written elsewhere first: a study that is cut off leaves no half-written file. */
async function writeRows(file: string, rows: readonly Float32Array[]): Promise<void> {
  await writeFile(`${file}.new`, Buffer.concat(rows.map((row) => new Uint8Array(row.slice().buffer))));
  await rename(`${file}.new`, file);
}

async function readRows(file: string, features: number): Promise<readonly Float32Array[]> {
  const values = new Float32Array(Uint8Array.from(await readFile(file)).buffer);
  return Array.from({ length: values.length / features }, (_, row) =>
    values.slice(row * features, (row + 1) * features),
  );
}
