import { FailureError } from '../../core/project/failure.ts';
import { decodeImage } from '../../engine/dataset/decode.ts';
import type { EngineReply, EngineRequest, PageAnswer, Started } from './messages.ts';

/** The page's side of its worker. */
export interface EngineClient {
  /**
   * @param files the page's, packed, by their paths
   * @param golden the golden pictures, in the manifest's order; handed over
   * @throws FailureError where the model can't be started
   */
  readonly start: (files: ReadonlyMap<string, string>, golden: readonly ImageBitmap[]) => Promise<Started>;
  /**
   * @param name of its file, for messages
   * @throws FailureError where it is no picture
   */
  readonly answer: (picture: Blob | ImageBitmap, name: string) => Promise<PageAnswer>;
}

/**
 * Starts the worker from its code: a page that lies on a disk has no address that a worker could be loaded from. Pictures
 * are decoded in the page, since WebKit can't read a Blob in such a worker.
 */
export function engineClient(code: Uint8Array<ArrayBuffer>): EngineClient {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  let lost: FailureError | null = null;
  const waiting = new Set<(failure: FailureError) => void>();
  worker.addEventListener('error', ({ message }) => {
    lost = new FailureError({
      code: 'engine-lost',
      what: `The model has stopped working. ${message ?? ''}`.trim(),
      todo: 'Reload the page; if it happens again, open it in another browser.',
    });
    for (const reject of waiting) reject(lost);
  });

  const ask = async (request: EngineRequest, transfer: Transferable[]): Promise<EngineReply> => {
    if (lost) throw lost;
    const { port1, port2 } = new MessageChannel();
    const reply = await new Promise<EngineReply>((resolve, reject) => {
      waiting.add(reject);
      port1.onmessage = ({ data }: MessageEvent<EngineReply>) => {
        waiting.delete(reject);
        port1.close();
        resolve(data);
      };
      worker.postMessage(request, [port2, ...transfer]);
    });
    if (reply.kind === 'failed') throw new FailureError(reply.failure);
    return reply;
  };

  return {
    start: async (files, golden) => {
      const reply = await ask({ kind: 'start', files, golden }, [...golden]);
      if (reply.kind !== 'started') throw new TypeError('The engine gave another reply.');
      return reply.started;
    },
    answer: async (picture, name) => {
      const bitmap = picture instanceof Blob ? await decodeImage(picture, name) : picture;
      const reply = await ask({ kind: 'answer', picture: bitmap }, [bitmap]);
      if (reply.kind !== 'answered') throw new TypeError('The engine gave another reply.');
      return reply.answer;
    },
  };
}
