import type { BackendInfo } from '../../core/backbone/backend.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
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

let begin: (start: Promise<Started>) => void = () => {};
let starting = unstarted();
let backbone: { readonly id: string; readonly loading: Promise<Backbone> } | null = null;
let table: { readonly key: string; readonly opening: Promise<FeatureTable> } | null = null;

/** Until a start is asked for: the code of a job can be here before that of the start which was sent ahead of it. */
function unstarted(): Promise<Started> {
  const waiting = new Promise<Started>((resolve) => {
    begin = resolve;
  });
  // Nobody may be waiting when the start fails.
  waiting.catch(() => {});
  return waiting;
}

/** Notes a start that is under way; jobs that need the engine wait for it. */
export function setStarting(promise: Promise<Started>): void {
  begin(promise);
  starting = promise;
  promise.catch(() => {
    if (starting === promise) starting = unstarted();
  });
}

/** @throws FailureError what the start threw */
export async function backend(): Promise<BackendInfo> {
  return (await starting).backend;
}

/** @throws FailureError 'model-unavailable' */
export async function getBackbone(id: string): Promise<Backbone> {
  const { base } = await starting;
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
