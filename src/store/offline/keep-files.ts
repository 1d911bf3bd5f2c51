import { FailureError } from '../../core/project/failure.ts';
import type { OfflineFile } from '../../service-worker/protocol.ts';

interface KeepOptions {
  readonly signal: AbortSignal;
  /** Files fetched at a time. */
  readonly atATime: number;
  /** Waited for before each file. */
  readonly turn?: () => Promise<void>;
  readonly onKept: (bytes: number) => void;
}

/**
 * Fetches files through the service worker, which keeps each before it hands it on.
 * @throws FailureError 'not-available' where the host does not give one; 'cancelled' through the signal
 */
export async function keepFiles(
  files: readonly Pick<OfflineFile, 'path' | 'bytes'>[],
  { signal, atATime, turn, onKept }: KeepOptions,
): Promise<void> {
  const waiting = [...files];
  const next = async (): Promise<void> => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      await turn?.();
      signal.throwIfAborted();
      await keepFile(file.path, signal);
      onKept(file.bytes);
    }
  };
  await Promise.all(Array.from({ length: atATime }, next));
}

async function keepFile(path: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(new URL(path, document.baseURI), { signal, priority: 'low' }).catch(
    (cause: unknown) => {
      signal.throwIfAborted();
      throw unavailable(path, cause);
    },
  );
  if (!response.ok) throw unavailable(path, response.status);
  // Read to its end and forgotten: where a page cancels it, Firefox calls the service worker's answer a failure.
  await response.body?.pipeTo(new WritableStream(), { signal });
}

function unavailable(file: string, cause: unknown): FailureError {
  return new FailureError(
    {
      code: 'not-found',
      what: 'A file of the page could not be fetched.',
      file,
      todo: 'Look whether this machine has a network, and try again: what is here already stays.',
    },
    { cause },
  );
}
