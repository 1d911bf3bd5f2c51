import { asSeenBy, columnsOf } from '../../../core/backbone/read-depths.ts';
import { batchSize } from '../../../core/features/batch-size.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { reportProgress } from '../../../core/project/rate.ts';
import type { Backbone } from '../../../engine/backbone/load.ts';
import {
  type ExtractOptions,
  type Extractor,
  extract,
  featureExtractor,
} from '../../../engine/features/extract.ts';
import { getPicture } from '../../../storage/dataset/pictures.ts';
import { isInMemory } from '../../../storage/disk/keeping.ts';
import type { FeatureTable } from '../../../storage/features/features.ts';
import { draw } from '../../loader/draw.ts';
import { loaderWorkers, startViewLoader, type ViewLoader } from '../../loader/view-loader.ts';
import type { Progress } from '../../protocol/progress.ts';
import { backend, getBackbone, getFeatures, getRunBackbone } from '../../runtime/session.ts';
import { depthsReadBy } from '../backbone/read-by.ts';
import { type TrainedRun, tunedRunId } from '../training/trained-runs.ts';
import { keysOf } from '../training/views.ts';
import { missingViews, type WantedViews } from './wanted-views.ts';

export interface ExtractionOptions {
  /** Counts views. */
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export interface Extraction {
  /** Of the views that were wanted, some of the depths. */
  readonly features: FeatureRows;
  readonly table: FeatureTable;
  /** How many views went through the backbone; the others were cached. */
  readonly extracted: number;
}

/**
 * Features of views under a backbone as it was downloaded.
 * @param read names of the depths that are wanted; all are cached
 */
export async function extractDepths(
  backbone: Backbone,
  wanted: readonly WantedViews[],
  read: readonly string[],
  options: ExtractionOptions,
): Promise<Extraction> {
  const { table, extracted } = await extractMissing(backbone, null, wanted, options);
  const features = await table.read(wanted.flatMap(keysOf), columnsOf(backbone.card.depths, read));
  return { features, table, extracted };
}

/**
 * Features of views as a finished run's head reads them: of the backbone as it was downloaded, or as the run has fine-tuned
 * it.
 */
export async function extractForRun(
  finished: TrainedRun,
  wanted: readonly WantedViews[],
  options: ExtractionOptions,
): Promise<Extraction> {
  const { run } = finished;
  const tuned = tunedRunId(finished);
  if (tuned !== null) return extractTuned(await getRunBackbone(finished), tuned, wanted, options);
  const found = await getBackbone(run.recipe.backbone);
  const backbone = { ...found, card: asSeenBy(run, found.card) };
  return extractDepths(backbone, wanted, depthsReadBy(run, backbone.card), options);
}

/** Features of views under a backbone that a run has fine-tuned: all that it has, since it ends with what the run reads. */
export async function extractTuned(
  backbone: Backbone,
  runId: string,
  wanted: readonly WantedViews[],
  options: ExtractionOptions,
): Promise<Extraction> {
  const { table, extracted } = await extractMissing(backbone, runId, wanted, options);
  const all = [{ from: 0, to: backbone.card.features }];
  return { features: await table.read(wanted.flatMap(keysOf), all), table, extracted };
}

/**
 * Makes sure that each view's features are cached. What is done when it's stopped stays.
 * @param runId of a run that changed the backbone, whose features are its own; null: the backbone as it was downloaded
 */
async function extractMissing(
  backbone: Backbone,
  runId: string | null,
  wanted: readonly WantedViews[],
  { onProgress, signal }: ExtractionOptions,
): Promise<Omit<Extraction, 'features'>> {
  const table = await getFeatures(backbone.card, runId);
  try {
    const extracted = await extractStored(wanted, (key) => table.has(key), {
      ...featureExtractor(backbone),
      multiplyAdds: backbone.card.multiplyAdds,
      onBatch: (keys, features) => table.add(keys, features),
      onProgress,
      signal,
    });
    return { table, extracted };
  } finally {
    await table.flush();
  }
}

interface StoredOptions extends Extractor, Pick<ExtractOptions, 'onBatch' | 'signal'> {
  /** Of the whole backbone for one picture: what batches are sized by. */
  readonly multiplyAdds: number;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Runs views of stored photos through a program.
 * @param has whether a view, by its key, is there already
 * @returns how many were not
 * @throws FailureError that names the photo; AbortError when stopped
 */
export async function extractStored(
  wanted: readonly WantedViews[],
  has: (key: string) => boolean,
  { multiplyAdds, onBatch, onProgress, ...options }: StoredOptions,
): Promise<number> {
  const pictures = missingViews(wanted, has);
  if (pictures.length === 0) return 0;
  const info = await backend();
  const total = pictures.reduce((sum, { views }) => sum + views.length, 0);
  const report = reportProgress(
    total,
    () => performance.now(),
    (done, rate) => onProgress({ done, total, rate }),
  );
  let done = 0;
  const loader = storedViewLoader(wanted, pictures.length, options.input.size, options.signal);
  try {
    await extract(pictures, {
      ...options,
      batchSize: batchSize(info, multiplyAdds),
      fixedBatch: info.name === 'webgpu' || info.name === 'webgl',
      draw: loader.load,
      onBatch: async (keys, rows) => {
        await onBatch(keys, rows);
        done += keys.length;
        report(done);
      },
    });
  } finally {
    loader.close();
  }
  return total;
}

/** Draws views of stored photos beside the model. */
export interface StoredViewLoader extends Pick<ViewLoader, 'close'> {
  readonly load: ExtractOptions['draw'];
}

/**
 * @param wanted the photos, whose names a failure tells
 * @param pictures how many of them will be asked for
 * @param size side of a view, pixels
 */
export function storedViewLoader(
  wanted: readonly WantedViews[],
  pictures: number,
  size: number,
  signal: AbortSignal,
): StoredViewLoader {
  const names = new Map(wanted.map(({ sample }) => [sample.hash, sample.name]));
  const count = Math.min(pictures, loaderWorkers(navigator.hardwareConcurrency || 1));
  const { load, close } = startViewLoader(createLoader, draw, count, size, signal);
  const asked = (hash: string) => (isInMemory() ? getPicture(hash) : undefined);
  return {
    load: async ({ hash, views }) => {
      const stored = await asked(hash);
      return load({ hash, views, file: names.get(hash) ?? hash, ...(stored && { stored }) });
    },
    close,
  };
}

const createLoader = (): Worker =>
  new Worker(new URL('../../loader/loader.worker.ts', import.meta.url), { type: 'module', name: 'loader' });
