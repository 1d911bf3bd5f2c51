import type { BackboneCard } from '../../../core/backbone/card.ts';
import { cutOwnModel } from '../../../core/backbone/convert/own-model.ts';
import { packModel } from '../../../core/backbone/convert/pack-model.ts';
import { joined } from '../../../core/backbone/convert/source-weights.ts';
import { type OwnBackbone, WEIGHTS_FILE } from '../../../core/backbone/own-backbone.ts';
import { ownCard } from '../../../core/backbone/own-card.ts';
import { reading } from '../../../engine/backbone/own/failure.ts';
import type { ReadModel } from '../../../engine/backbone/own/format-reader.ts';
import { sha256 } from '../../../engine/dataset/hash.ts';

/** A brought backbone as it is stored. */
export interface MadeBackbone {
  readonly card: BackboneCard;
  readonly model: Uint8Array<ArrayBuffer>;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/**
 * Cuts a brought model and packs it. What was packed gives the same bytes, and the same id, when it is brought again.
 * @throws FailureError where it can't be cut there
 */
export async function makeOwn(brought: ReadModel, wanted: OwnBackbone): Promise<MadeBackbone> {
  const { cut, packed } = reading(brought.files[0] ?? '', () => {
    const cut = cutOwnModel(brought, wanted.cut, wanted.input.size, wanted.depths ?? undefined);
    return { cut, packed: packModel(wanted.name, cut.layers, () => [WEIGHTS_FILE]) };
  });
  const model = new TextEncoder().encode(packed.json);
  const weights = Uint8Array.from(packed.weights);
  const input = new TextEncoder().encode(JSON.stringify(wanted.input));
  const hash = await sha256(Uint8Array.from(joined([model, weights, input])));
  const stored = { hash, bytes: model.length + weights.length, files: brought.files };
  // At another size than the file names, nothing may be left of the picture.
  const card = reading(brought.files[0] ?? '', () => ownCard(wanted, cut, stored));
  return { card, model, weights };
}
