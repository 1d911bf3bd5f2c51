import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackboneCard } from '../../../src/core/backbone/card.ts';
import { compile } from '../../../src/core/backbone/program.ts';
import { parseTopology } from '../../../src/core/backbone/topology.ts';
import { decodeWeights } from '../../../src/core/backbone/weights.ts';
import { hash32 } from '../../../src/core/random.ts';
import { type LoadedProgram, loadProgram } from '../../../src/engine/backbone/run-program.ts';
import { readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { pixelsFor } from '../../../test-support/engine/features/pixels.ts';
import { modelFolder } from '../../models/paths.ts';
import { rgbOf } from '../../models/photos.ts';

const BATCH = 8;
/** Pictures of one file in the cache: what is done when it's stopped stays. */
const PART = 48;

/**
 * Features of pictures by the page's own program, in Node; decoded and resized by sharp instead of the browser.
 * @param pictures their paths; a picture that changes under its path is not noticed
 * @param cache folder for what was computed before
 * @returns a row a picture
 */
export async function cachedFeatures(
  id: string,
  pictures: readonly string[],
  cache: string,
): Promise<readonly Float32Array[]> {
  const card = await readCard(id);
  const folder = join(cache, `${id}-${card.hash.slice(0, 16)}`);
  await mkdir(folder, { recursive: true });
  const name = hash32(pictures.join()).toString(16);
  let program: LoadedProgram | null = null;
  const rows: Float32Array[] = [];
  for (let start = 0; start < pictures.length; start += PART) {
    const file = join(folder, `${name}-${start}.f32`);
    const stored = await readFile(file).catch(() => null);
    if (stored) rows.push(...rowsOf(stored, card.features));
    else {
      program ??= await programOf(card);
      const part = await run(program, card, pictures.slice(start, start + PART));
      // Written elsewhere first: a run that is cut off leaves no half-written part.
      await writeFile(`${file}.new`, Buffer.concat(part.map((row) => new Uint8Array(row.slice().buffer))));
      await rename(`${file}.new`, file);
      rows.push(...part);
      console.log(`${id}: ${rows.length} of ${pictures.length} pictures`);
    }
  }
  program?.dispose();
  return rows;
}

async function programOf({ id }: BackboneCard): Promise<LoadedProgram> {
  const folder = modelFolder(id);
  const topology = parseTopology(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')));
  const shards = await Promise.all(topology.shards.map((shard) => readFile(join(folder, shard))));
  const bytes = Uint8Array.from(Buffer.concat(shards));
  return loadProgram(compile(topology, decodeWeights(topology.weights, bytes.buffer)));
}

async function run(
  program: LoadedProgram,
  { input, features }: BackboneCard,
  pictures: readonly string[],
): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (let start = 0; start < pictures.length; start += BATCH) {
    const rgb = await rgbOf(pictures.slice(start, start + BATCH), input.size);
    const pixels = pixelsFor(input, rgb);
    const output = program.run(pixels);
    const values = (await output.data()) as Float32Array;
    for (let at = 0; at < values.length; at += features) rows.push(values.slice(at, at + features));
    for (const tensor of [rgb, pixels, output]) tensor.dispose();
  }
  return rows;
}

function rowsOf(bytes: Buffer, features: number): readonly Float32Array[] {
  const values = new Float32Array(Uint8Array.from(bytes).buffer);
  return Array.from({ length: values.length / features }, (_, row) =>
    values.slice(row * features, (row + 1) * features),
  );
}
