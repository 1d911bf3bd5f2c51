import { putBackbone } from '../../../storage/backbone/backbones.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively } from '../../runtime/session.ts';
import { makeOwn } from './make-own.ts';
import { readBrought } from './read-brought.ts';

const addBackbone: Job<'addBackbone'> = async ({ files, wanted }, context) => {
  const model = await readBrought(files, context);
  const { signal } = context;
  signal.throwIfAborted();
  const made = await makeOwn(model, wanted);
  return exclusively(signal, async () => {
    await putBackbone(made.card, made.model, made.weights);
    return made.card;
  });
};

export default addBackbone;
