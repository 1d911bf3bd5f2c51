import { toFailure } from '../core/project/failure.ts';
import type { Job } from './jobs/job.ts';
import type { FromWorker, JobKind, ToWorker } from './protocol.ts';

/** Each job's code is fetched when it is first asked for: the page opens without tfjs. */
const jobs: { [K in JobKind]: () => Promise<{ default: Job<K> }> } = {
  start: () => import('./jobs/start.ts'),
  open: () => import('./jobs/open.ts'),
  persist: () => import('./jobs/persist.ts'),
  persistRecipe: () => import('./jobs/persistRecipe.ts'),
  manifests: () => import('./jobs/manifests.ts'),
  import: () => import('./jobs/import.ts'),
  thumbnails: () => import('./jobs/thumbnails.ts'),
  image: () => import('./jobs/image.ts'),
  train: () => import('./jobs/train.ts'),
  resume: () => import('./jobs/resume.ts'),
  discard: () => import('./jobs/discard.ts'),
  plan: () => import('./jobs/plan.ts'),
  searchRate: () => import('./jobs/searchRate.ts'),
  advise: () => import('./jobs/advise.ts'),
  preview: () => import('./jobs/preview.ts'),
  evaluate: () => import('./jobs/evaluate.ts'),
  predict: () => import('./jobs/predict.ts'),
  crossValidate: () => import('./jobs/crossValidate.ts'),
  sweep: () => import('./jobs/sweep.ts'),
  duplicates: () => import('./jobs/duplicates.ts'),
  neighbours: () => import('./jobs/neighbours.ts'),
  saliency: () => import('./jobs/saliency.ts'),
  featureMap: () => import('./jobs/featureMap.ts'),
  pictureFigures: () => import('./jobs/pictureFigures.ts'),
  saveRun: () => import('./jobs/saveRun.ts'),
  saveEnsemble: () => import('./jobs/saveEnsemble.ts'),
  predictFiles: () => import('./jobs/predictFiles.ts'),
  exportModel: () => import('./jobs/exportModel.ts'),
  importModel: () => import('./jobs/importModel.ts'),
  saveProject: () => import('./jobs/saveProject.ts'),
  openProject: () => import('./jobs/openProject.ts'),
  ownBackbones: () => import('./jobs/ownBackbones.ts'),
  inspectBackbone: () => import('./jobs/inspectBackbone.ts'),
  tryBackbone: () => import('./jobs/tryBackbone.ts'),
  addBackbone: () => import('./jobs/addBackbone.ts'),
  removeBackbone: () => import('./jobs/removeBackbone.ts'),
  measure: () => import('./jobs/measure.ts'),
};

const running = new Map<number, AbortController>();
const post = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, transfer);
/** Pictures in a result go over to the page; copies would stay here until they are collected. */
const picturesOf = (result: unknown): Transferable[] =>
  Array.isArray(result) ? result.filter((item) => item instanceof ImageBitmap) : [];

async function run<K extends JobKind>(message: Extract<ToWorker, { type: 'run'; kind: K }>): Promise<void> {
  const { id, kind } = message;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const job: Job<K> = (await jobs[kind]()).default;
    const result = await job(message.request, {
      signal: controller.signal,
      emit: (event) => post({ type: 'event', id, event }),
      lost: (why) => post({ type: 'lost', why }),
    });
    post({ type: 'result', id, result }, picturesOf(result));
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

// Held for as long as this worker lives. The page waits for the same lock: to get it is to know that the worker died,
// whatever killed it (https://www.w3.org/TR/web-locks/#agent-integration).
const lock = `headstart-engine-${crypto.randomUUID()}`;
void navigator.locks.request(lock, () => {
  post({ type: 'ready', lock });
  return new Promise<never>(() => {});
});
