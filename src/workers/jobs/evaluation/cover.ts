import type { CellMap } from '../../../core/evaluation/cell-map.ts';
import { batchSize } from '../../../core/features/batch-size.ts';
import { reportProgress } from '../../../core/project/rate.ts';
import { type Head, predictLogits } from '../../../core/training/head.ts';
import type { Backbone } from '../../../engine/backbone/load.ts';
import { OCCLUSION_CELLS, occlusion } from '../../../engine/evaluation/occlusion.ts';
import { featureExtractor, forward } from '../../../engine/features/extract.ts';
import { Pace } from '../../../engine/training/pace.ts';
import type { JobContext } from '../../runtime/job.ts';
import { backend } from '../../runtime/session.ts';

/**
 * What covering a picture cell by cell costs a class, in units of the logit.
 * @param pixels as `normalise` writes them
 * @param label index of the class among the head's
 */
type Cover = (backbone: Backbone, head: Head, pixels: Float32Array, label: number) => Promise<CellMap>;

/**
 * Covers a picture for one run after another, and tells how far it is with all of them.
 * @param runs how many
 */
export async function coverer(
  runs: number,
  { signal, emit }: Pick<JobContext<'saliency'>, 'signal' | 'emit'>,
): Promise<Cover> {
  const info = await backend();
  const pace = new Pace(signal);
  const cells = OCCLUSION_CELLS ** 2;
  const total = runs * cells;
  let before = 0;
  const report = reportProgress(
    total,
    () => performance.now(),
    (done) => emit({ kind: 'step', done, total }),
  );
  return async (backbone, head, pixels, label) => {
    const { card } = backbone;
    const values = await occlusion(pixels, {
      size: card.input.size,
      batchSize: batchSize(info, card.multiplyAdds),
      fixedBatch: info.name === 'webgpu' || info.name === 'webgl',
      logitsOf: async (images) => {
        const rows = await forward(featureExtractor(backbone), images);
        const count = images.length / pixels.length;
        const length = rows.length / count;
        return Array.from({ length: count }, (_, i) => {
          const features = rows.subarray(i * length, (i + 1) * length);
          return predictLogits(head, features)[label] ?? 0;
        });
      },
      onBatch: async (done) => {
        report(before + done);
        await pace.between();
      },
    });
    before += cells;
    return { width: OCCLUSION_CELLS, height: OCCLUSION_CELLS, values };
  };
}
