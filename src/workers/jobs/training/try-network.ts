import type { BackboneCard } from '../../../core/backbone/card.ts';
import { batchSize } from '../../../core/features/batch-size.ts';
import type { NetworkFigures } from '../../../core/training/advice-figures.ts';
import { defaultRecipe } from '../../../core/training/recipe.ts';
import { measureForward } from '../../../engine/backend/measure.ts';
import type { JobContext } from '../../runtime/job.ts';
import { backend, cacheKey, getBackbone, getCard, getFeatures } from '../../runtime/session.ts';
import { extractDepths } from '../features/extraction.ts';
import { photosOnly } from '../features/wanted-views.ts';
import { decideRead } from './decide-read.ts';
import type { LabelledPhoto } from './photos.ts';

interface TryOptions extends Pick<JobContext<'advise'>, 'signal' | 'emit'> {
  /** Told of photos that were not cached. */
  readonly onLooked: (photos: number) => void;
}

/**
 * What a solved head on the best depths of a network makes of photos, whatever the recipe says of heads and depths. Features
 * are cached as a training wants them.
 * @param photos one class of them at least has two pictures
 * @throws FailureError 'model-unavailable'; AbortError when stopped
 */
export async function tryNetwork(
  network: string,
  photos: readonly LabelledPhoto[],
  classes: number,
  { signal, emit, onLooked }: TryOptions,
): Promise<NetworkFigures> {
  signal.throwIfAborted();
  emit({ kind: 'loading', network });
  const card = await getCard(network);
  const msPerImage = await forwardTime(card, signal);
  const table = await getFeatures(card);
  if (photos.some(({ sample: { hash } }) => !table.has(hash))) {
    const views = photosOnly(photos.map(({ sample }) => sample));
    const onProgress = ({ done }: { readonly done: number }) => onLooked(done);
    await extractDepths(await getBackbone(network), views, [], { onProgress, signal });
  }
  emit({ kind: 'comparing', network });
  const { read, judged } = await decideRead({
    recipe: defaultRecipe,
    card,
    table,
    photos,
    classes,
    signal,
  });
  if (!judged) throw new Error('There are photos to compare depths on.');
  return {
    backbone: network,
    read,
    ...judged,
    photos: judged.losses.length,
    msPerImage,
  };
}

/** Of the networks that were measured: a worker has one backend as long as it lives. */
const times = new Map<string, number>();

/**
 * Milliseconds an image of the bare network. It is loaded where it was not measured yet.
 * @throws FailureError 'model-unavailable'; AbortError when stopped
 */
export async function forwardTime(card: BackboneCard, signal: AbortSignal): Promise<number> {
  const key = cacheKey(card);
  const known = times.get(key);
  if (known !== undefined) return known;
  const [info, backbone] = await Promise.all([backend(), getBackbone(card.id)]);
  const time = await measureForward(backbone, batchSize(info, card.multiplyAdds), signal, 1);
  times.set(key, time);
  return time;
}
