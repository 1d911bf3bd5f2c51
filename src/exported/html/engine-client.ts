import { FailureError } from '../../core/project/failure.ts';
import type { EngineReply, EngineRequest, PageAnswer, Started } from './messages.ts';

/** The page's side of its worker. */
export interface EngineClient {
  /** @throws FailureError where the model can't be started */
  readonly start: (files: ReadonlyMap<string, string>) => Promise<Started>;
  /**
   * @param name of its file, for messages
   * @throws FailureError where it is no picture
   */
  readonly answer: (picture: Blob | ImageBitmap, name: string) => Promise<PageAnswer>;
}

/** Starts the worker from its code: a page that lies on a disk has no address that a worker could be loaded from. */
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
    start: async (files) => {
      const reply = await ask({ kind: 'start', files }, []);
      if (reply.kind !== 'started') throw new TypeError('The engine gave another reply.');
      return reply.started;
    },
    answer: async (picture, name) => {
      const reply = await ask(
        { kind: 'answer', picture, name },
        picture instanceof ImageBitmap ? [picture] : [],
      );
      if (reply.kind !== 'answered') throw new TypeError('The engine gave another reply.');
      return reply.answer;
    },
  };
}
