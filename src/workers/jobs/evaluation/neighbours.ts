import { nearestRows } from '../../../core/evaluation/nearest.ts';
import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import { decodeStored } from '../../../engine/dataset/decode.ts';
import { featuresOf } from '../../../engine/features/extract.ts';
import { Pace } from '../../../engine/training/pace.ts';
import { getPicture } from '../../../storage/dataset/pictures.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively, getRunBackbone } from '../../runtime/session.ts';
import { extractForRun } from '../features/extraction.ts';
import { photosOnly } from '../features/wanted-views.ts';
import { type TrainedRun, trained } from '../training/trained-runs.ts';

const neighbours: Job<'neighbours'> = ({ runId, hashes, samples, count }, { signal, emit }) =>
  exclusively(signal, async () => {
    signal.throwIfAborted();
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const finished = await trained(runId);
    const { features } = await extractForRun(finished, photosOnly(samples), {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    const pace = new Pace(signal);
    const found = [];
    for (const hash of hashes) {
      const others = samples.filter((sample) => sample.hash !== hash);
      const rows = others.map((sample) => features.get(sample.hash));
      const nearest = nearestRows(await featuresIn(features, finished, hash), rows, count);
      found.push(
        nearest.flatMap(({ index, similarity }) => {
          const sample = others[index];
          return sample ? [{ sampleId: sample.id, similarity }] : [];
        }),
      );
      await pace.between();
    }
    return found;
  });

/** A picture's features: cached, or, where it is none of the samples and was never looked at, computed and forgotten. */
async function featuresIn(rows: FeatureRows, finished: TrainedRun, hash: string): Promise<Float32Array> {
  if (rows.has(hash)) return rows.get(hash);
  const backbone = await getRunBackbone(finished);
  const bitmap = await decodeStored(await getPicture(hash), 'the photo');
  try {
    const [features = new Float32Array(backbone.card.features)] = await featuresOf(backbone, bitmap, [null]);
    return features;
  } finally {
    bitmap.close();
  }
}

export default neighbours;
