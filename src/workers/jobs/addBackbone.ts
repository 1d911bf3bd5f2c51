import { putBackbone } from '../../storage/backbones.ts';
import { makeOwn } from './backbone/make-own.ts';
import { readBrought } from './backbone/read-brought.ts';
import type { Job } from './job.ts';
import { exclusively } from './session.ts';

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
