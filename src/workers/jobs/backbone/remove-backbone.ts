import { markBackbone } from '../../../storage/backbone/backbones.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively } from '../../runtime/session.ts';

// After the training that may be reading it.
const removeBackbone: Job<'removeBackbone'> = ({ id, removed }, { signal }) =>
  exclusively(signal, async () => {
    await markBackbone(id, removed);
    return null;
  });

export default removeBackbone;
