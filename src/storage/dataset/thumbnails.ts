import { database, write } from '../disk/database.ts';
import type { StoredThumbnail } from '../disk/schema.ts';

/** Stores thumbnails by the hashes of their pictures. */
export function putThumbnails(thumbnails: ReadonlyMap<string, StoredThumbnail>): Promise<void> {
  return write(['thumbnails'], (transaction) =>
    [...thumbnails].map(
      ([hash, thumbnail]) =>
        () =>
          transaction.objectStore('thumbnails').put(thumbnail, hash),
    ),
  );
}

/** Thumbnails in the order of the hashes; undefined where there is none. */
export async function getThumbnails(hashes: readonly string[]): Promise<(StoredThumbnail | undefined)[]> {
  const store = (await database()).transaction('thumbnails').store;
  return Promise.all(hashes.map((hash) => store.get(hash)));
}

export async function listThumbnails(): Promise<string[]> {
  return (await database()).getAllKeys('thumbnails');
}

export function removeThumbnails(hashes: readonly string[]): Promise<void> {
  return write(['thumbnails'], (transaction) =>
    hashes.map((hash) => () => transaction.objectStore('thumbnails').delete(hash)),
  );
}
