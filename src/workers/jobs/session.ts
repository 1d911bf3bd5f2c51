import type { BackendInfo } from '../../core/backbone/backend.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
import { FailureError } from '../../core/project/failure.ts';
import { type Backbone, loadBackbone } from '../../engine/backbone/load.ts';
import { FeatureTable } from '../../storage/features.ts';

/*
 * What the jobs of one worker share: the backend that was started, the backbone on the device, the feature table in
 * memory. One of each is kept; the last one asked for.
 */

interface Started {
  readonly backend: BackendInfo;
  readonly base: string;
}

let starting: Promise<Started> | null = null;
let backbone: { readonly id: string; readonly loading: Promise<Backbone> } | null = null;
let table: { readonly key: string; readonly opening: Promise<FeatureTable> } | null = null;

/** Notes a start that is under way; jobs that need the engine wait for it. */
export function setStarting(promise: Promise<Started>): void {
  starting = promise;
  promise.catch(() => {
    if (starting === promise) starting = null;
  });
}

/** @throws FailureError what the start threw; 'engine-lost' where none was asked for */
export async function backend(): Promise<BackendInfo> {
  return (await started()).backend;
}

async function started(): Promise<Started> {
  if (starting) return starting;
  throw new FailureError({
    code: 'engine-lost',
    what: 'The engine is not started.',
    todo: 'Reload the page.',
  });
}

/** @throws FailureError 'model-unavailable' */
export async function getBackbone(id: string): Promise<Backbone> {
  const { base } = await started();
  if (backbone?.id !== id) {
    const previous = backbone;
    const loading = loadBackbone(base, id);
    const current = { id, loading };
    backbone = current;
    loading.catch(() => {
      if (backbone === current) backbone = null;
    });
    // Not before the new one has come: a job may be in the middle of the old one's run.
    void Promise.allSettled([previous?.loading, loading]).then(([old]) => {
      if (old?.status === 'fulfilled') old.value?.program.dispose();
    });
  }
  return (backbone as NonNullable<typeof backbone>).loading;
}

/** Version of everything between a file's bytes and the backbone's input: raise it when that changes. */
const PREPROCESSING = 'centre-1';

export function getFeatures({ id, hash, features }: BackboneCard): Promise<FeatureTable> {
  const key = `${id}-${hash.slice(0, 16)}-${PREPROCESSING}`;
  if (table?.key !== key) {
    const current = { key, opening: FeatureTable.open(key, features) };
    table = current;
    current.opening.catch(() => {
      if (table === current) table = null;
    });
  }
  return (table as NonNullable<typeof table>).opening;
}

let queue: Promise<unknown> = Promise.resolve();

/** Runs one after another what must not run twice at a time: training and evaluation write the same features. */
export function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const next = queue.then(work, work);
  queue = next.catch(() => {});
  return next;
}
