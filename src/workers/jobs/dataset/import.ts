import type { ImportedImage } from '../../../core/dataset/dataset.ts';
import { toFailure } from '../../../core/project/failure.ts';
import { rateMeter } from '../../../core/project/rate.ts';
import { mapInOrder } from '../../../engine/dataset/in-order.ts';
import { type NewPicture, putPictures } from '../../../storage/dataset/pictures.ts';
import type { Job } from '../../runtime/job.ts';
import { NextPack } from './next-pack.ts';
import { pictureReader } from './read-picture.ts';
import { importSources } from './sources.ts';

/** Files under way at a time: enough to keep decoder and disk busy, few enough to stay small in memory. */
const inFlight = 6;
/** What is ready is stored and told of when it fills a pack, or this many milliseconds have passed. */
const batchTime = 250;

/** What can't go on with the next file. */
const fatal = new Set(['disk-full', 'no-storage', 'cancelled']);

const importFiles: Job<'import'> = async ({ files }, { signal, emit }) => {
  const rate = rateMeter(() => performance.now());
  const photos = files.map((file) => (file.kind === 'photo' ? 1 : file.photos.length));
  const count = { done: 0, total: photos.reduce((sum, more) => sum + more, 0) };
  let images: ImportedImage[] = [];
  const pack = new NextPack();
  let flushed = performance.now();

  let telling = Promise.resolve();

  /**
   * Tells of what is ready, after what was ready before: the next files are read meanwhile. Where that could not be stored
   * nothing more is told: a second file of the same picture may be among it.
   */
  const flush = async (): Promise<void> => {
    flushed = performance.now();
    const ready = images;
    const made = pack.take();
    images = [];
    const before = telling;
    telling = before.then(() => tell(ready, made));
    // Thrown where it's waited for.
    telling.catch(() => undefined);
    await before;
  };
  /** Pictures go to disk before the page hears of them. */
  const tell = async (ready: readonly ImportedImage[], made: readonly NewPicture[]): Promise<void> => {
    await putPictures(made);
    if (ready.length > 0) emit({ kind: 'images', images: ready });
    emit({ kind: 'progress', progress: { ...count, rate: rate(count.done) } });
  };

  const readPicture = pictureReader();
  const sources = importSources(files, signal, {
    lost: (less) => {
      count.total -= less;
    },
    reject: (failure) => emit({ kind: 'rejected', failure }),
  });
  const results = mapInOrder(sources, inFlight, async (source) => {
    signal.throwIfAborted();
    try {
      return await readPicture(source, signal);
    } catch (error) {
      const failure = toFailure(error);
      if (fatal.has(failure.code)) throw error;
      return { failure: { file: source.path, ...failure } };
    }
  });
  try {
    for await (const result of results) {
      signal.throwIfAborted();
      count.done++;
      if ('failure' in result) emit({ kind: 'rejected', failure: result.failure });
      else {
        images.push(result.image);
        if (result.picture) pack.add(result.picture);
      }
      if (pack.full || performance.now() - flushed >= batchTime) await flush();
    }
  } finally {
    // What was read before a stop or a full disk stays.
    await flush().finally(() => telling);
  }
  return null;
};

export default importFiles;
