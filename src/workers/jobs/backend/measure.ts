import { batchSize } from '../../../core/features/batch-size.ts';
import { measureForward, measureMatMul } from '../../../engine/backend/measure.ts';
import type { Job } from '../../runtime/job.ts';
import { backend, exclusively, getBackbone } from '../../runtime/session.ts';

const measure: Job<'measure'> = ({ backbone: id }, { signal }) =>
  exclusively(signal, async () => {
    const [info, backbone] = await Promise.all([backend(), getBackbone(id)]);
    const size = batchSize(info, backbone.card.multiplyAdds);
    const forwardMsPerImage = await measureForward(backbone, size, signal);
    const matMulFlops = await measureMatMul(signal);
    const flops = (2 * backbone.card.multiplyAdds) / (forwardMsPerImage / 1000);
    return {
      backbone: id,
      backend: info,
      batchSize: size,
      forwardMsPerImage,
      matMulFlops,
      efficiency: flops / matMulFlops,
    };
  });

export default measure;
