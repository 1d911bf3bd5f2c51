import { cutOwnModel } from '../../core/backbone/convert/own-model.ts';
import { packModel } from '../../core/backbone/convert/pack-model.ts';
import { joined } from '../../core/backbone/convert/source-weights.ts';
import { ownCard } from '../../core/backbone/own-card.ts';
import { reading } from '../../engine/backbone/own/failure.ts';
import { sha256 } from '../../engine/dataset/hash.ts';
import { putBackbone, WEIGHTS_FILE } from '../../storage/backbones.ts';
import { readBrought } from './backbone/read-brought.ts';
import type { Job } from './job.ts';
import { exclusively } from './session.ts';

const addBackbone: Job<'addBackbone'> = async ({ files, wanted }, context) => {
  const model = await readBrought(files, context);
  const { signal } = context;
  signal.throwIfAborted();
  const { cut, packed } = reading(model.files[0] ?? '', () => {
    const cut = cutOwnModel(model, wanted.cut);
    return { cut, packed: packModel(wanted.name, cut.layers, () => [WEIGHTS_FILE]) };
  });
  const json = new TextEncoder().encode(packed.json);
  const weights = Uint8Array.from(packed.weights);
  const input = new TextEncoder().encode(JSON.stringify(wanted.input));
  const hash = await sha256(Uint8Array.from(joined([json, weights, input])));
  const bytes = json.length + weights.length;
  const card = ownCard(wanted, cut, { hash, bytes, files: model.files });
  return exclusively(signal, async () => {
    await putBackbone(card, json, weights);
    return card;
  });
};

export default addBackbone;
