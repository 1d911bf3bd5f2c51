import '../core/fill-in.ts';
import { toFailure } from '../core/project/failure.ts';
import { chooseKeeping } from '../storage/disk/keeping.ts';
import ownBackbones from './jobs/backbone/own-backbones.ts';
import open from './jobs/project/open.ts';
import write from './jobs/project/write.ts';
import type { FromWorker, JobKind, RunMessage, ToWorker } from './protocol.ts';
import type { Job } from './runtime/job.ts';
import { once } from './runtime/once.ts';
import { unpack } from './runtime/pack.ts';

/** Each job's code is fetched when it is first asked for: the page opens without tfjs. */
const jobs: { [K in JobKind]: () => Promise<{ default: Job<K> }> } = {
  start: once(() => import('./jobs/backend/start.ts')),
  // Every page asks for these first: in the worker's own script they cost no further round trip.
  open: async () => ({ default: open }),
  ownBackbones: async () => ({ default: ownBackbones }),
  // What is written down is written in the order in which it was asked for.
  write: async () => ({ default: write }),
  removeDamaged: once(() => import('./jobs/project/remove-damaged.ts')),
  listFiles: once(() => import('./jobs/dataset/list-files.ts')),
  planImport: once(() => import('./jobs/dataset/plan-import.ts')),
  tidyTables: once(() => import('./jobs/features/tidy-tables.ts')),
  import: once(() => import('./jobs/dataset/import.ts')),
  thumbnails: once(() => import('./jobs/dataset/thumbnails.ts')),
  image: once(() => import('./jobs/dataset/image.ts')),
  train: once(() => import('./jobs/training/train.ts')),
  resume: once(() => import('./jobs/training/resume.ts')),
  plan: once(() => import('./jobs/training/plan.ts')),
  searchRate: once(() => import('./jobs/training/search-rate.ts')),
  advise: once(() => import('./jobs/training/advise.ts')),
  preview: once(() => import('./jobs/augmentation/preview.ts')),
  answers: once(() => import('./jobs/evaluation/answers.ts')),
  evaluate: once(() => import('./jobs/evaluation/evaluate.ts')),
  predict: once(() => import('./jobs/prediction/predict.ts')),
  crossValidate: once(() => import('./jobs/evaluation/cross-validate.ts')),
  sweep: once(() => import('./jobs/evaluation/sweep.ts')),
  duplicates: once(() => import('./jobs/dataset/duplicates.ts')),
  neighbours: once(() => import('./jobs/evaluation/neighbours.ts')),
  saliency: once(() => import('./jobs/evaluation/saliency.ts')),
  featureMap: once(() => import('./jobs/evaluation/feature-map.ts')),
  pictureFigures: once(() => import('./jobs/dataset/picture-figures.ts')),
  predictFiles: once(() => import('./jobs/prediction/predict-files.ts')),
  exportModel: once(() => import('./jobs/export/export-model.ts')),
  importModel: once(() => import('./jobs/export/import-model.ts')),
  saveProject: once(() => import('./jobs/project/save-project.ts')),
  openProject: once(() => import('./jobs/project/open-project.ts')),
  mergeProject: once(() => import('./jobs/project/merge-project.ts')),
  inspectBackbone: once(() => import('./jobs/backbone/inspect-backbone.ts')),
  tryBackbone: once(() => import('./jobs/backbone/try-backbone.ts')),
  addBackbone: once(() => import('./jobs/backbone/add-backbone.ts')),
  removeBackbone: once(() => import('./jobs/backbone/remove-backbone.ts')),
  measure: once(() => import('./jobs/backend/measure.ts')),
};

const post = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, transfer);

/** Nothing is stored or read before it's known where. */
const keeping = chooseKeeping().then((chosen) => post({ type: 'keeping', keeping: chosen }));

const running = new Map<number, AbortController>();
/** Pictures in a result, and columns of a run's answers, go over to the page: copies would take its time, and stay here. */
function handedOver(result: unknown): Transferable[] {
  if (Array.isArray(result)) return result.filter((item) => item instanceof ImageBitmap);
  if (typeof result !== 'object' || result === null) return [];
  return Object.values(result).flatMap((part) =>
    part?.logits instanceof Float32Array && part.predicted instanceof Int32Array ? [part.logits.buffer] : [],
  );
}

async function run<K extends JobKind>(message: RunMessage<K>): Promise<void> {
  const { id, kind } = message;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    await keeping;
    const job: Job<K> = (await jobs[kind]()).default;
    const result = await job(unpack(message), {
      signal: controller.signal,
      emit: (event) => post({ type: 'event', id, event }),
      lost: (why) => post({ type: 'lost', why }),
    });
    post({ type: 'result', id, result }, handedOver(result));
  } catch (error) {
    // The page shows the failure; the console keeps the stack of what nobody foresaw.
    const failure = toFailure(error);
    if (failure.code === 'unexpected') console.error(error);
    post({ type: 'failure', id, failure });
  } finally {
    running.delete(id);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'cancel') running.get(data.id)?.abort();
  else void run(data);
});

self.addEventListener('unhandledrejection', ({ reason }) => {
  post({ type: 'fault', fault: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) });
});

// Held for as long as this worker lives. The page waits for the same lock: to get it is to know that the worker died,
// whatever killed it (https://www.w3.org/TR/web-locks/#agent-integration).
const lock = `headstart-engine-${crypto.randomUUID()}`;
const withoutLock = () => post({ type: 'ready', lock: null });
if (navigator.locks === undefined) withoutLock();
else
  navigator.locks
    .request(lock, () => {
      post({ type: 'ready', lock });
      return new Promise<never>(() => {});
    })
    // Denied where the page may keep nothing.
    .catch(withoutLock);
