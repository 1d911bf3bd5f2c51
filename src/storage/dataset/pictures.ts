import { groupBy } from '../../core/dataset/selectors.ts';
import { FailureError } from '../../core/project/failure.ts';
import { database, write } from '../disk/database.ts';
import { isFull, makingRoom } from '../disk/make-room.ts';
import { fileIn, folderCalled, removeFrom, writeOver } from '../disk/opfs.ts';
import type { StoredPicture, Stretch } from '../disk/schema.ts';
import {
  formerPicture,
  formerThumbnails,
  keepFormerPictures,
  listFormerPictures,
} from './former-pictures.ts';

/*
 * Pictures lie in packs, several in one file of the origin private file system, packs/<id>: first their thumbnails, then they
 * themselves. For small ones to make a file takes the browser longer than to write it, and its database moves thumbnails about
 * again and again. A pack is written once and never changes; the database, written after it, says what lies where. So a pack
 * that no record names is one whose writing was cut off, or one whose pictures have gone.
 */

export interface Thumbnail {
  /** JPEG file. */
  readonly jpeg: ArrayBuffer;
  /** Of the picture, upright. */
  readonly width: number;
  readonly height: number;
}

export interface NewPicture {
  /** SHA-256 of the bytes. */
  readonly hash: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly thumbnail: Thumbnail;
}

type Entry = readonly [hash: string, record: StoredPicture];

const packsFolder = (): Promise<FileSystemDirectoryHandle> => folderCalled('packs');

/**
 * Stores pictures and their thumbnails in one pack: all of them or none. All are held in memory meanwhile, twice.
 * @throws QuotaExceededError where the disk is full
 */
export async function putPictures(pictures: readonly NewPicture[]): Promise<void> {
  if (pictures.length > 0) await replace(pictures, []);
}

/** @param gone hashes of pictures that are forgotten in the same step */
async function replace(pictures: readonly NewPicture[], gone: readonly string[]): Promise<void> {
  const id = crypto.randomUUID();
  const folder = await packsFolder();
  const { bytes, entries } = layOut(pictures, id);
  try {
    await makingRoom(() => writeOver(folder, id, bytes, 'The pictures'));
    await write(['pictures'], (transaction) => {
      const store = transaction.objectStore('pictures');
      const forget = gone.map((hash) => () => store.delete(hash));
      return [
        ...forget,
        ...entries.map(
          ([hash, record]) =>
            () =>
              store.put(record, hash),
        ),
      ];
    });
  } catch (error) {
    await removeFrom(folder, id);
    throw error;
  }
}

/** @returns a pack's bytes, and what lies where in it */
function layOut(
  pictures: readonly NewPicture[],
  pack: string,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly entries: readonly Entry[] } {
  const sizes = pictures.map(({ bytes, thumbnail }) => bytes.length + thumbnail.jpeg.byteLength);
  const all = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  const lay = (part: Uint8Array): Stretch => {
    all.set(part, end);
    end += part.length;
    return { from: end - part.length, to: end };
  };
  const withThumbnail = pictures.map((picture) => ({
    ...picture,
    stretch: lay(new Uint8Array(picture.thumbnail.jpeg)),
  }));
  const entries = withThumbnail.map(({ hash, bytes, thumbnail: { width, height }, stretch }): Entry => {
    return [hash, { pack, width, height, thumbnail: stretch, picture: lay(bytes) }];
  });
  return { bytes: all, entries };
}

/** Packs that were read from: none changes, so what is known of one stays true. */
const opened = new Map<string, Promise<File | null>>();

/** Null where the browser has lost it. */
function openPack(id: string): Promise<File | null> {
  const known = opened.get(id);
  if (known) return known;
  const opening = packsFolder().then((folder) => fileIn(folder, id));
  opened.set(id, opening);
  const forget = () => void opened.delete(id);
  opening.then((file) => file ?? forget(), forget);
  return opening;
}

/** Null where the pack is not there or ends before. */
async function partOf(pack: string, { from, to }: Stretch): Promise<Blob | null> {
  const file = await openPack(pack);
  return file && file.size >= to ? file.slice(from, to) : null;
}

/** @throws FailureError 'not-found' */
export async function getPicture(hash: string): Promise<Blob> {
  const record = await (await database()).get('pictures', hash);
  const picture = record ? await partOf(record.pack, record.picture) : await formerPicture(hash);
  if (picture) return picture;
  throw new FailureError({
    code: 'not-found',
    what: 'A stored photo is missing; the browser may have cleared it.',
    todo: 'Drop the photo again.',
  });
}

/** Size in pixels, upright, of a picture of so many bytes; null where it isn't stored whole, its thumbnail with it. */
export async function storedSize(
  hash: string,
  bytes: number,
): Promise<{ readonly width: number; readonly height: number } | null> {
  const record = await (await database()).get('pictures', hash);
  if (record) return (await partOf(record.pack, record.picture))?.size === bytes ? record : null;
  const [former] = await formerThumbnails([hash]);
  return former && (await formerPicture(hash))?.size === bytes ? former : null;
}

/** Thumbnails in the order of the hashes; undefined where there is none. */
export async function getThumbnails(hashes: readonly string[]): Promise<(Thumbnail | undefined)[]> {
  const found = new Map<string, Thumbnail>();
  const entries = await entriesOf(hashes);
  for (const [pack, inPack] of byPack(entries)) await readThumbnails(pack, inPack, found);
  if (entries.length < hashes.length) {
    const known = new Set(entries.map(([hash]) => hash));
    const others = hashes.filter((hash) => !known.has(hash));
    for (const [i, thumbnail] of (await formerThumbnails(others)).entries())
      if (thumbnail) found.set(others[i] ?? '', thumbnail);
  }
  return hashes.map((hash) => found.get(hash));
}

/** Those that there are. */
async function entriesOf(hashes: readonly string[]): Promise<readonly Entry[]> {
  const { store } = (await database()).transaction('pictures');
  const records = await Promise.all(hashes.map((hash) => store.get(hash)));
  return hashes.flatMap((hash, i): Entry[] => {
    const record = records[i];
    return record ? [[hash, record]] : [];
  });
}

const byPack = (entries: readonly Entry[]) => groupBy(entries, ([, { pack }]) => pack);

/** In one go: they lie side by side. */
async function readThumbnails(
  pack: string,
  entries: readonly Entry[],
  found: Map<string, Thumbnail>,
): Promise<void> {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const [, { thumbnail }] of entries) {
    from = Math.min(from, thumbnail.from);
    to = Math.max(to, thumbnail.to);
  }
  const read = await (await partOf(pack, { from, to }))?.arrayBuffer();
  if (!read) return;
  for (const [hash, { thumbnail, width, height }] of entries) {
    const jpeg = read.slice(thumbnail.from - from, thumbnail.to - from);
    found.set(hash, { jpeg, width, height });
  }
}

/** The hashes of all stored pictures. */
export async function listPictures(): Promise<string[]> {
  return [...(await (await database()).getAllKeys('pictures')), ...(await listFormerPictures())];
}

/**
 * Removes the pictures that are not among `shown`, to the last byte: packs that hold others too are written anew. Not to be
 * called while pictures are read or stored.
 */
export async function keepPictures(shown: ReadonlySet<string>): Promise<void> {
  await keepFormerPictures(shown);
  const db = await database();
  const gone = (await db.getAllKeys('pictures')).filter((hash) => !shown.has(hash));
  for (const [pack, entries] of byPack(await entriesOf(gone)))
    await takeOut(
      pack,
      entries.map(([hash]) => hash),
    );
  const folder = await packsFolder();
  const packs: string[] = [];
  for await (const id of folder.keys()) packs.push(id);
  for (const id of packs)
    if ((await db.countFromIndex('pictures', 'pack', id)) === 0) {
      opened.delete(id);
      await removeFrom(folder, id);
    }
}

async function takeOut(pack: string, gone: readonly string[]): Promise<void> {
  const { store } = (await database()).transaction('pictures');
  const index = store.index('pack');
  const [hashes, records] = await Promise.all([index.getAllKeys(pack), index.getAll(pack)]);
  const going = new Set(gone);
  const kept: NewPicture[] = [];
  for (const [i, hash] of hashes.entries()) {
    const record = records[i];
    if (!record || going.has(hash)) continue;
    const picture = await readWhole(hash, record);
    if (picture) kept.push(picture);
  }
  try {
    if (kept.length > 0) return await replace(kept, gone);
  } catch (error) {
    // Then the pack stays as it is until there is room, or nothing of it is shown.
    if (!isFull(error)) throw error;
  }
  await write(['pictures'], (transaction) =>
    gone.map((hash) => () => transaction.objectStore('pictures').delete(hash)),
  );
}

/** Null where its pack is damaged. */
async function readWhole(hash: string, record: StoredPicture): Promise<NewPicture | null> {
  const { pack, width, height } = record;
  const [picture, jpeg] = await Promise.all([
    partOf(pack, record.picture).then((blob) => blob?.arrayBuffer()),
    partOf(pack, record.thumbnail).then((blob) => blob?.arrayBuffer()),
  ]);
  return picture && jpeg
    ? { hash, bytes: new Uint8Array(picture), thumbnail: { jpeg, width, height } }
    : null;
}
