import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import { toFailure } from '../../core/project/failure.ts';
import type { SliceContext } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import { latestOnly } from '../runtime/latest-only.ts';
import type { MistakesSlice } from './analysis-state.ts';

/**
 * What is asked for while a person goes from photo to photo: only the newest call counts. Stored photos are looked at
 * in Evaluate and given pictures in Use, at the same time, so they don't replace each other.
 */
export function mistakesSlice(context: SliceContext): MistakesSlice {
  const { get, client } = context;
  const turn = latestOnly();
  const ofStored = latestSaliency(context);
  const ofGiven = latestSaliency(context);
  return {
    neighbours: (runId, hash, count, { signal, onProgress } = {}) =>
      nullIfStopped(
        turn(async () => {
          if (signal?.aborted) return null;
          startEngine(get());
          const samples = samplesOfSplit(get().dataset, 'train');
          const [nearest = []] = await client.run(
            'neighbours',
            { runId, hashes: [hash], samples, count },
            {
              ...(signal && { signal }),
              onEvent: (event) => {
                if (event.kind === 'extracting') onProgress?.(event.progress);
              },
            },
          );
          return nearest;
        }),
      ),
    saliency: (members, image, ...rest) =>
      (typeof image === 'string' ? ofStored : ofGiven)(members, image, ...rest),
  };
}

function latestSaliency({ get, client }: Pick<SliceContext, 'get' | 'client'>): MistakesSlice['saliency'] {
  const turn = latestOnly();
  /** Covering a picture cell by cell takes seconds: a newer call need not wait for it. */
  let covering: AbortController | null = null;

  return async (members, image, label, method, { signal, onProgress } = {}) => {
    covering?.abort();
    const replaced = new AbortController();
    if (method === 'occlusion') covering = replaced;
    const stopped = AbortSignal.any([replaced.signal, ...(signal ? [signal] : [])]);
    let sent = false;
    const ask = async () => {
      if (stopped.aborted) return null;
      startEngine(get());
      sent = true;
      return client.run(
        'saliency',
        { members, image, label, method },
        {
          // An activation map takes one run of the backbone: sooner done than stopped.
          ...(method === 'occlusion' && { signal: stopped }),
          transfer: image instanceof ImageBitmap ? [image] : [],
          onEvent: (event) => {
            if (event.kind === 'step') onProgress?.({ done: event.done, total: event.total, rate: 0 });
          },
        },
      );
    };
    try {
      return await nullIfStopped(turn(ask));
    } finally {
      if (covering === replaced) covering = null;
      if (!sent && image instanceof ImageBitmap) image.close();
    }
  };
}

async function nullIfStopped<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (toFailure(error).code === 'cancelled') return null;
    throw error;
  }
}
