import '../../core/fill-in.ts';
import { toFailure } from '../../core/project/failure.ts';
import { type Pixels, viewDrawer } from '../../engine/augmentation/draw-view.ts';
import { decodeStored } from '../../engine/dataset/decode.ts';
import { getImage } from '../../storage/images.ts';
import type { LoadReply, LoadRequest } from './messages.ts';

async function load({ hash, stored, file, views, size }: LoadRequest): Promise<readonly Pixels[]> {
  const bitmap = await decodeStored(stored ?? (await getImage(hash)), file);
  try {
    return views.map(viewDrawer(bitmap, size));
  } finally {
    bitmap.close();
  }
}

async function answer(request: LoadRequest): Promise<void> {
  const post = (reply: LoadReply, transfer: Transferable[] = []) => self.postMessage(reply, transfer);
  const { id } = request;
  try {
    const pixels = await load(request);
    post(
      { id, pixels },
      pixels.map(({ buffer }) => buffer),
    );
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
