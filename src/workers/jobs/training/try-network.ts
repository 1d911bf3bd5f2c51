import { batchSize } from '../../../core/features/batch-size.ts';
import type { NetworkFigures } from '../../../core/training/advice-figures.ts';
import { defaultRecipe } from '../../../core/training/recipe.ts';
import type { Backbone } from '../../../engine/backbone/load.ts';
import { measureForward } from '../../../engine/backend/measure.ts';
import { extractDepths } from '../extraction.ts';
import type { JobContext } from '../job.ts';
import { backend, getBackbone } from '../session.ts';
import { photosOnly } from '../wanted-views.ts';
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
  const backbone = await getBackbone(network);
  const views = photosOnly(photos.map(({ sample }) => sample));
  const onProgress = ({ done }: { readonly done: number }) => onLooked(done);
  const { table } = await extractDepths(backbone, views, [], { onProgress, signal });
  emit({ kind: 'comparing', network });
  const { card } = backbone;
  const { read, choice, losses } = await decideRead({
    recipe: defaultRecipe,
    card,
    table,
    photos,
    classes,
    signal,
  });
  const found = choice?.compared.find((one) => one.read.join() === read.join());
  if (!found) throw new Error('There are photos to compare depths on.');
  return {
    backbone: network,
    read,
    accuracy: found.accuracy,
    loss: found.loss,
    losses,
    photos: losses.length,
    msPerImage: await forwardTime(backbone, signal),
  };
}

/** Milliseconds an image of the bare network, measured now. */
export async function forwardTime(backbone: Backbone, signal: AbortSignal): Promise<number> {
  const batch = batchSize(await backend(), backbone.card.multiplyAdds);
  return measureForward(backbone, batch, signal, 3);
}
