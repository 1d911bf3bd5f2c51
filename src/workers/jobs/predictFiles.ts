import { planImport } from '../../core/dataset/import-plan.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import { rateMeter } from '../../core/project/rate.ts';
import { checkImage, decodeChecked } from '../../engine/dataset/decode.ts';
import { mapInOrder } from '../../engine/dataset/in-order.ts';
import { makeThumbnail } from '../../engine/dataset/thumbnail.ts';
import { yieldToMessages } from '../../engine/training/yield.ts';
import type { FileAnswer } from '../protocol/prediction.ts';
import { type ImportSource, importSources } from './import/sources.ts';
import type { Job } from './job.ts';
import { answerTogether, withMembers } from './members.ts';

/** Pictures that are decoded ahead of the model. */
const AHEAD = 3;
/** Answers go out together that often, milliseconds. */
const BATCH_TIME = 200;

/** Reads as an import does, and stores nothing. */
const predictFiles: Job<'predictFiles'> = ({ members, files, views }, { signal, emit }) =>
  withMembers(members, async (ready) => {
    const { planned } = planImport(files, [], '');
    const count = { done: 0, total: planned.length };
    const reject = (failure: Failure) => emit({ kind: 'rejected', failure });
    const sources = importSources(planned, signal, {
      addToTotal: (more) => {
        count.total += more;
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
