/** Object URLs kept; a screen shows a few hundred. */
const KEPT = 2000;

/**
 * Thumbnails by hash: requests of one frame go out together; what was used longest ago is revoked.
 * @param load gives an object URL, or null, for each hash
 */
export function thumbnailCache(
  load: (hashes: readonly string[]) => Promise<readonly (string | null)[]>,
): (hash: string) => Promise<string | null> {
  const urls = new Map<string, Promise<string | null>>();
  let waiting: {
    readonly hash: string;
    readonly resolve: (url: string | null) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];

  const flush = async () => {
    const asked = waiting;
    waiting = [];
    try {
      const found = await load(asked.map(({ hash }) => hash));
      asked.forEach(({ resolve }, i) => {
        resolve(found[i] ?? null);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  const request = (hash: string) =>
    new Promise<string | null>((resolve, reject) => {
      if (waiting.length === 0) setTimeout(() => void flush(), 16);
      waiting.push({ hash, resolve, reject });
    });

  return (hash) => {
    const known = urls.get(hash);
    const url = known ?? request(hash);
    urls.delete(hash);
    urls.set(hash, url);
    if (!known)
      url.then(
        // A picture that is only being stored may have one later.
        (found) => found ?? urls.delete(hash),
        () => urls.delete(hash),
      );
    for (const [oldest, old] of urls) {
      if (urls.size <= KEPT) break;
      urls.delete(oldest);
      void old.then((gone) => gone && URL.revokeObjectURL(gone));
    }
    return url;
  };
}
