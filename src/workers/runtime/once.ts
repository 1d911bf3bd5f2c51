/**
 * Loads something once, however often it's asked for meanwhile; after a failure it's tried again. Two import()s of one
 * module that is still being fetched may resolve in either order (seen in Chromium 156): jobs that were asked for one
 * after another would begin the other way round, and an edit be overwritten by the one before it.
 */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
