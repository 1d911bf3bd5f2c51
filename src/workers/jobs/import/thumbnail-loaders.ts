import { cores, createLoader, type Loaders, loaderWorkers, startLoaders } from '../../loader/loaders.ts';

/** Milliseconds that they wait for more. */
const LINGER = 5000;

let shared: Loaders | null = null;
let users = 0;
let closing: ReturnType<typeof setTimeout> | undefined;

/**
 * Lends loaders for as long as the work takes. The page hands photos over in small parts, and to start workers for each of
 * these would take longer than what they do: they stay for a while.
 */
export async function withThumbnailLoaders<T>(work: (loaders: Loaders) => Promise<T>): Promise<T> {
  clearTimeout(closing);
  if (!shared || shared.ended.aborted) shared = startLoaders(createLoader, loaderWorkers(cores()));
  users++;
  try {
    return await work(shared);
  } finally {
    if (--users === 0) closing = setTimeout(() => shared?.close(), LINGER);
  }
}
