import '../../core/fill-in.ts';
import { toFailure } from '../../core/project/failure.ts';
import { viewDrawer } from '../../engine/augmentation/draw-view.ts';
import { decodeStored } from '../../engine/dataset/decode.ts';
import { thumbnailOf } from '../../engine/dataset/thumbnail.ts';
import { getImage } from '../../storage/images.ts';
import type { LoaderTask, LoaderTasks, LoadReply, LoadRequest } from './messages.ts';

type Made<K extends LoaderTask> = Promise<[LoaderTasks[K]['made'], Transferable[]]>;

/** Each gives what it has made, and what of it is handed over. */
const tasks: { readonly [K in LoaderTask]: (wanted: LoaderTasks[K]['wanted']) => Made<K> } = {
  views: async ({ hash, stored, file, views, size }) => {
    const bitmap = await decodeStored(stored ?? (await getImage(hash)), file);
    try {
      const made = views.map(viewDrawer(bitmap, size));
      return [made, made.map(({ buffer }) => buffer)];
    } finally {
      bitmap.close();
    }
  },
  thumbnail: async ({ bytes, format, file }) => {
    const made = await thumbnailOf(bytes, format, file);
    return [{ ...made, bytes }, [made.jpeg, bytes.buffer]];
  },
};

async function answer({ id, ...request }: LoadRequest): Promise<void> {
  const post = (reply: LoadReply, transfer: Transferable[] = []) => self.postMessage(reply, transfer);
  try {
    const [made, transfer] =
      request.task === 'views' ? await tasks.views(request.wanted) : await tasks.thumbnail(request.wanted);
    post({ id, made }, transfer);
  } catch (error) {
    post({ id, failure: toFailure(error) });
  }
}

/** Two photos at a time, so that one is decoded while the other is drawn. One of a phone takes 48 MB once decoded. */
const lanes = [Promise.resolve(), Promise.resolve()];
self.addEventListener('message', ({ data }: MessageEvent<LoadRequest>) => {
  const lane = lanes.shift() ?? Promise.resolve();
  lanes.push(lane.then(() => answer(data)));
});
