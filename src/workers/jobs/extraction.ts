import { batchSize } from '../../core/features/batch-size.ts';
import { reportProgress } from '../../core/project/rate.ts';
import type { Backbone } from '../../engine/backbone/load.ts';
import { decodeStored } from '../../engine/dataset/decode.ts';
import { extract, featureExtractor } from '../../engine/features/extract.ts';
import type { FeatureTable } from '../../storage/features.ts';
import { getImage } from '../../storage/images.ts';
import type { Progress } from '../protocol.ts';
import { backend, getFeatures } from './session.ts';
import { missingViews, type WantedViews } from './wanted-views.ts';

export interface ExtractionOptions {
  /** Of a run that changed the backbone, whose features are its own; null: the backbone as it was downloaded. */
  readonly runId: string | null;
  /** Counts views. */
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export interface Extraction {
  readonly table: FeatureTable;
  /** How many views went through the backbone; the others were cached. */
  readonly extracted: number;
}

/** Makes sure that each view's features are cached. What is done when it's stopped stays. */
export async function extractMissing(
  backbone: Backbone,
  wanted: readonly WantedViews[],
  { runId, onProgress, signal }: ExtractionOptions,
): Promise<Extraction> {
  const info = await backend();
  const table = await getFeatures(backbone.card, runId);
  const pictures = missingViews(wanted, (key) => table.has(key));
  const total = pictures.reduce((sum, { views }) => sum + views.length, 0);
  const report = reportProgress(
    total,
    () => performance.now(),
    (done, rate) => onProgress({ done, total, rate }),
  );
  let done = 0;
  try {
    await extract(pictures, {
      ...featureExtractor(backbone),
      batchSize: batchSize(info, backbone.card.multiplyAdds),
      fixedBatch: info.name === 'webgpu' || info.name === 'webgl',
      decode: storedPictures(wanted),
      onBatch: async (keys, features) => {
        await table.add(keys, features);
        done += keys.length;
        report(done);
      },
      signal,
    });
  } finally {
    await table.flush();
  }
  return { table, extracted: total };
}

/** Reads and decodes stored pictures; a failure names the photo's file. */
export function storedPictures(wanted: readonly WantedViews[]): (hash: string) => Promise<ImageBitmap> {
  const names = new Map(wanted.map(({ sample }) => [sample.hash, sample.name]));
  return async (hash) => decodeStored(await getImage(hash), names.get(hash) ?? hash);
}
