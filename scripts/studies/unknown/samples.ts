import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { ROOT } from '../../models/paths.ts';
import { type FeatureSet, featureSet } from '../feature-set.ts';
import type { StudiedBackbone } from '../features.ts';

const SAMPLES = ['earth', 'emoji', 'digits'];

/** The page's sample sets, through a backbone. */
export async function sampleSets(backbone: StudiedBackbone): Promise<readonly FeatureSet[]> {
  const unpacked = await mkdtemp(join(tmpdir(), 'headstart-unknown-'));
  try {
    const sets: FeatureSet[] = [];
    for (const name of SAMPLES) {
      const folder = join(unpacked, name);
      await unpack(name, folder);
      sets.push(
        await featureSet(backbone, name, { train: join(folder, 'train'), test: join(folder, 'test') }),
      );
    }
    return sets;
  } finally {
    await rm(unpacked, { recursive: true });
  }
}

async function unpack(sample: string, folder: string): Promise<void> {
  configure({ useWebWorkers: false });
  const zip = await readFile(join(ROOT, 'public/samples', sample, 'data.zip'));
  for (const entry of await new ZipReader(new Uint8ArrayReader(new Uint8Array(zip))).getEntries()) {
    if (entry.directory) continue;
    const path = join(folder, entry.filename);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await entry.getData(new Uint8ArrayWriter()));
  }
}
