import { markBackbone } from '../../storage/backbones.ts';
import type { Job } from './job.ts';
import { exclusively } from './session.ts';

// After the training that may be reading it.
const removeBackbone: Job<'removeBackbone'> = ({ id, removed }, { signal }) =>
  exclusively(signal, async () => {
    await markBackbone(id, removed);
    return null;
  });

export default removeBackbone;
