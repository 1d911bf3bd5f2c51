import '../../core/fill-in.ts';
import { toFailure } from '../../core/project/failure.ts';
import { draw } from './draw.ts';
import type { LoadReply, LoadRequest } from './messages.ts';

async function answer(request: LoadRequest): Promise<void> {
  const post = (reply: LoadReply, transfer: Transferable[] = []) => self.postMessage(reply, transfer);
  const { id } = request;
  try {
    const pixels = await draw(request);
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
