import { type ClientListener, createClient } from '../../workers/runtime/client.ts';

/** The client of the one engine worker. */
export const createEngineClient = (listener: ClientListener) =>
  createClient(
    () =>
      new Worker(new URL('../../workers/engine.worker.ts', import.meta.url), {
        type: 'module',
        name: 'engine',
      }),
    listener,
  );
