import { isLitter, kindOfName } from '../../../core/dataset/import/file-kind.ts';
import type { ImportItem } from '../../../core/dataset/import/found-files.ts';
import type { PlannedPhoto } from '../../../core/dataset/import/import-plan.ts';
import { type Failure, toFailure } from '../../../core/project/failure.ts';
import { rateMeter } from '../../../core/project/rate.ts';
import { checkImage, decodeChecked } from '../../../engine/dataset/decode.ts';
import { mapInOrder } from '../../../engine/dataset/in-order.ts';
import { listFiles } from '../../../engine/dataset/list-files.ts';
import { makeThumbnail } from '../../../engine/dataset/thumbnail.ts';
import { yieldToMessages } from '../../../engine/training/yield.ts';
import type { FileAnswer, FileToAnswer } from '../../protocol/prediction.ts';
import type { Job } from '../../runtime/job.ts';
import { type ImportSource, importSources } from '../dataset/sources.ts';
import { answerTogether, withMembers } from './members.ts';

/** Pictures that are decoded ahead of the model. */
const AHEAD = 3;
/** Answers go out together that often, milliseconds. */
const BATCH_TIME = 200;

/** Reads as an import does, and stores nothing. */
const predictFiles: Job<'predictFiles'> = ({ members, files, views }, { signal, emit }) =>
  withMembers(members, async (ready) => {
    const reject = (failure: Failure) => emit({ kind: 'rejected', failure });
    const items = await picturesIn(files, signal, reject);
    const count = { done: 0, total: items.reduce((sum, item) => sum + photosIn(item), 0) };
    const sources = importSources(items, signal, {
      lost: (less) => {
        count.total -= less;
      },
      reject,
    });
    const rate = rateMeter(() => performance.now());
    const progress = () => emit({ kind: 'progress', progress: { ...count, rate: rate(count.done) } });
    /** Those that wait for the model. */
    const open = new Set<ImageBitmap>();
    let answers: FileAnswer[] = [];
    let told = performance.now();
    const flush = () => {
      told = performance.now();
      if (answers.length > 0) emit({ kind: 'answers', answers });
      answers = [];
      progress();
    };
    emit({ kind: 'begun' });
    try {
      for await (const picture of mapInOrder(sources, AHEAD, (source) => decoded(source, open, signal))) {
        if ('failure' in picture) reject(picture.failure);
        else {
          const { bitmap, path } = picture;
          try {
            const thumbnail = new Blob([await makeThumbnail(bitmap)], { type: 'image/jpeg' });
            const { probabilities, scores } = await answerTogether(ready, bitmap, views);
            answers.push({ path, probabilities, scores, thumbnail });
          } finally {
            bitmap.close();
            open.delete(bitmap);
          }
        }
        count.done++;
        if (performance.now() - told >= BATCH_TIME) flush();
        await yieldToMessages();
        signal.throwIfAborted();
      }
    } finally {
      for (const bitmap of open) bitmap.close();
      // What was answered before a stop stays.
      flush();
    }
    return null;
  });

const photosIn = (item: ImportItem<Blob>): number => (item.kind === 'photo' ? 1 : item.photos.length);

/** What of the files are pictures, those of archives among them; what is none is left out without a word. */
async function picturesIn(
  files: readonly FileToAnswer[],
  signal: AbortSignal,
  reject: (failure: Failure) => void,
): Promise<readonly ImportItem<Blob>[]> {
  const items: ImportItem<Blob>[] = [];
  const planned = (path: string): PlannedPhoto => ({ path, className: '', split: null });
  for (const { path, file, only, page } of files) {
    if (path.split('/').some(isLitter)) continue;
    if (kindOfName(path) === 'photo') {
      items.push({ kind: 'photo', file, ...planned(path) });
      continue;
    }
    const found = await listFiles([{ path, file }], new Map(page ? [[path, page]] : []), signal);
    found.problems.forEach(reject);
    const photos = found.files.filter(({ kind }) => kind === 'photo').map((photo) => photo.path);
    const wanted = only ? photos.filter((photo) => only.has(photo)) : photos;
    if (found.archives.length > 0)
      items.push({ kind: 'archive', path, file, page: page ?? null, photos: wanted.map(planned) });
    else for (const photo of wanted) items.push({ kind: 'photo', file, ...planned(photo) });
  }
  return items;
}

type Decoded =
  | { readonly path: string; readonly bitmap: ImageBitmap }
  | { readonly path: string; readonly failure: Failure };

async function decoded(source: ImportSource, open: Set<ImageBitmap>, signal: AbortSignal): Promise<Decoded> {
  const { path } = source;
  try {
    const { bytes, blob } = await source.read(signal);
    const bitmap = await decodeChecked(blob, checkImage(bytes, path), path);
    open.add(bitmap);
    return { path, bitmap };
  } catch (error) {
    signal.throwIfAborted();
    return { path, failure: { file: path, ...toFailure(error) } };
  }
}

export default predictFiles;
