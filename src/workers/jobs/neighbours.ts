import { nearestRows } from '../../core/evaluation/nearest.ts';
import type { Backbone } from '../../engine/backbone/load.ts';
import { decodeStored } from '../../engine/dataset/decode.ts';
import { featuresOf } from '../../engine/features/extract.ts';
import { Pace } from '../../engine/training/pace.ts';
import type { FeatureTable } from '../../storage/features.ts';
import { getImage } from '../../storage/images.ts';
import { extractMissing } from './extraction.ts';
import type { Job } from './job.ts';
import { exclusively, getBackbone } from './session.ts';
import { trained, tunedRunId } from './trained.ts';
import { photosOnly } from './wanted-views.ts';

const neighbours: Job<'neighbours'> = ({ runId, hashes, samples, count }, { signal, emit }) =>
  exclusively(signal, async () => {
    signal.throwIfAborted();
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const finished = await trained(runId);
    const backbone = await getBackbone(finished.run.recipe.backbone, tunedRunId(finished));
    const { table } = await extractMissing(backbone, photosOnly(samples), {
      runId: tunedRunId(finished),
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    const pace = new Pace(signal);
    const found = [];
    for (const hash of hashes) {
      const others = samples.filter((sample) => sample.hash !== hash);
      const rows = others.map((sample) => table.get(sample.hash));
      const nearest = nearestRows(await featuresIn(table, backbone, hash), rows, count);
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
async function featuresIn(table: FeatureTable, backbone: Backbone, hash: string): Promise<Float32Array> {
  if (table.has(hash)) return table.get(hash);
  const bitmap = await decodeStored(await getImage(hash), 'the photo');
  try {
    const [features = new Float32Array(backbone.card.features)] = await featuresOf(backbone, bitmap, [null]);
    return features;
  } finally {
    bitmap.close();
  }
}

export default neighbours;
