import type { ImportItem } from '../core/dataset/import/found-files.ts';
import { rateMeter } from '../core/project/rate.ts';
import type { EngineClient } from '../workers/client.ts';
import type { ImportEvent } from '../workers/protocol/dataset.ts';
import type { Progress } from '../workers/protocol/progress.ts';
import type { ImageReceiver } from './receive-images.ts';

type Files = readonly ImportItem<Blob>[];

interface Listener extends Pick<ImageReceiver, 'images' | 'rejected'> {
  progress(progress: Progress): void;
}

/** A part that the worker has. What it tells is held back until the parts before it are done. */
interface Begun {
  readonly job: Promise<null>;
  /** Has its turn: hears what was held back, and from then on everything at once. */
  readonly listen: (hear: (event: ImportEvent) => void) => void;
  readonly photos: number;
}

/**
 * Has the worker read photos in parts, the next one begun while one is read: between two the worker would wait for the page.
 * What is told keeps the order of the parts.
 *
 * @param total photos of all parts
 * @throws FailureError of the first part that fails; what was read of the next is still told
 */
export async function readParts(
  client: EngineClient,
  parts: Iterable<Files>,
  total: number,
  signal: AbortSignal,
  listener: Listener,
): Promise<void> {
  const rate = rateMeter(() => performance.now());
  const rest = { done: 0, total };
  const hearing = (photos: number) => {
    let inside = { done: 0, total: photos };
    return {
      hear: (event: ImportEvent) => {
        if (event.kind === 'images') return listener.images(event.images);
        if (event.kind === 'rejected') return listener.rejected(event.failure);
        inside = event.progress;
        const done = rest.done + inside.done;
        listener.progress({ done, total: rest.total - photos + inside.total, rate: rate(done) });
      },
      finish: () => {
        rest.done += inside.total;
        rest.total += inside.total - photos;
      },
    };
  };
  const end = async ({ job, listen, photos }: Begun) => {
    const { hear, finish } = hearing(photos);
    listen(hear);
    await job;
    finish();
  };
  const underWay: Begun[] = [];
  try {
    for (const files of parts) {
      underWay.push(begin(client, files, signal));
      const [first, next] = underWay;
      if (first && next) await end(first);
      if (next) underWay.shift();
    }
    for (const last of underWay) await end(last);
  } catch (error) {
    for (const { listen, photos } of underWay.slice(1)) listen(hearing(photos).hear);
    throw error;
  }
}

function begin(client: EngineClient, files: Files, signal: AbortSignal): Begun {
  let held: ImportEvent[] = [];
  let take = (event: ImportEvent): void => {
    held.push(event);
  };
  const job = client.run('import', { files }, { signal, onEvent: (event) => take(event) });
  // Met when its turn comes.
  job.catch(() => undefined);
  return {
    job,
    listen: (hear) => {
      take = hear;
      held.forEach(hear);
      held = [];
    },
    photos: files.reduce((sum, file) => sum + (file.kind === 'photo' ? 1 : file.photos.length), 0),
  };
}
