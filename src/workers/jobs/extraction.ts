import type { Sample } from '../../core/dataset/dataset.ts';
import { batchSize } from '../../core/features/batch-size.ts';
import { rateMeter } from '../../core/project/rate.ts';
import type { Backbone } from '../../engine/backbone/load.ts';
import { decodeImage } from '../../engine/dataset/decode.ts';
import { extract } from '../../engine/features/extract.ts';
import type { FeatureTable } from '../../storage/features.ts';
import { getImage } from '../../storage/images.ts';
import type { Progress } from '../protocol.ts';
import { backend, getFeatures } from './session.ts';

export interface Extraction {
  readonly table: FeatureTable;
  /** How many photos went through the backbone; the others were cached. */
  readonly extracted: number;
}

/** Makes sure that each sample's features are cached. What is done when it's stopped stays. */
export async function extractMissing(
  backbone: Backbone,
  samples: readonly Sample[],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Extraction> {
  const info = await backend();
  const table = await getFeatures(backbone.card);
  const names = new Map(samples.map(({ hash, name }) => [hash, name]));
  const missing = [...names.keys()].filter((hash) => !table.has(hash));
  const rate = rateMeter(() => performance.now());
  let done = 0;
  if (missing.length > 0) onProgress({ done, total: missing.length, rate: 0 });
  await extract(missing, {
    backbone,
    batchSize: batchSize(info, backbone.card.multiplyAdds),
    fixedBatch: info.name === 'webgpu' || info.name === 'webgl',
    decode: async (hash) => decodeImage(await getImage(hash), names.get(hash) ?? hash),
    onBatch: async (hashes, features) => {
      await table.add(hashes, features);
      done += hashes.length;
      onProgress({ done, total: missing.length, rate: rate(done) });
    },
    signal,
  });
  return { table, extracted: missing.length };
}

/** The samples' features, one after another. */
export function gatherFeatures(
  table: FeatureTable,
  samples: readonly Sample[],
  length: number,
): Float32Array {
  const rows = new Float32Array(samples.length * length);
  samples.forEach(({ hash }, i) => {
    rows.set(table.get(hash), i * length);
  });
  return rows;
}
