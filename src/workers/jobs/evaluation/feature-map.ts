import { middleDepth } from '../../../core/backbone/read-depths.ts';
import { Pace } from '../../../engine/training/pace.ts';
import type { Progress } from '../../protocol/progress.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively, getBackbone } from '../../runtime/session.ts';
import { extractDepths, extractForRun } from '../features/extraction.ts';
import { photosOnly } from '../features/wanted-views.ts';
import { trained } from '../training/trained-runs.ts';
import { layOut } from './lay-out.ts';

/** Each is a picture that the page draws. */
const TELL_MS = 200;

const featureMap: Job<'featureMap'> = async (request, { signal, emit }) => {
  // The engine is free again once there are features: a map may take longer than a person waits for a prediction.
  const rows = await exclusively(signal, () => featuresOf(request, { signal, emit }));
  const pace = new Pace(signal);
  let told = Number.NEGATIVE_INFINITY;
  return layOut(rows, {
    seed: request.seed,
    pause: () => pace.between(),
    tell: (layout, done, total) => {
      if (performance.now() - told < TELL_MS) return;
      told = performance.now();
      emit({ kind: 'layout', points: layout() });
      if (total > 0) emit({ kind: 'step', done, total });
    },
  });
};

/** The samples' features, in their order. */
async function featuresOf(
  { backbone: id, runId, samples }: Parameters<typeof featureMap>[0],
  { signal, emit }: Pick<Parameters<typeof featureMap>[1], 'signal' | 'emit'>,
): Promise<readonly Float32Array[]> {
  signal.throwIfAborted();
  emit({ kind: 'preparing', what: 'Loading the pretrained model' });
  const options = {
    onProgress: (progress: Progress) => emit({ kind: 'extracting', upTo: null, progress }),
    signal,
  };
  const wanted = photosOnly(samples);
  const found = runId === null ? null : await extractForRun(await trained(runId), wanted, options);
  if (found) return samples.map(({ hash }) => found.features.get(hash));
  const backbone = await getBackbone(id);
  const { features } = await extractDepths(backbone, wanted, [middleDepth(backbone.card)], options);
  return samples.map(({ hash }) => features.get(hash));
}

export default featureMap;
