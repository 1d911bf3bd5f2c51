import type { BackboneCard } from '../core/backbone/card.ts';
import { WEIGHTS_FILE } from '../core/backbone/own-backbone.ts';
import { completeCard } from '../core/backbone/own-card.ts';
import { compareNames } from '../core/compare-names.ts';
import { FailureError } from '../core/project/failure.ts';
import { noStorage } from './database.ts';

/*
 * Backbones that the person has brought lie in the origin private file system as backbones/<id>/ with model.json,
 * weights.bin and card.json. The card is written last: what has none is half written. One with a file 'removed' waits for
 * the page to be opened again, so that the removal can be undone until then.
 */

const MODEL = 'model.json';
const CARD = 'card.json';
const REMOVED = 'removed';

/** A brought backbone as it lies on disk. */
export interface StoredBackbone {
  readonly card: BackboneCard;
  readonly model: Blob;
  readonly weights: Blob;
}

/** @throws FailureError 'no-storage' where the browser has no private file system */
async function backbones(): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle('backbones', { create: true });
  } catch (cause) {
    throw noStorage(cause);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function writeIn(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    handle.write(bytes, { at: 0 });
  } finally {
    handle.close();
  }
  // Near the quota, Chromium's file system of a private window reports a full write and keeps less.
  if ((await file.getFile()).size < bytes.length)
    throw new DOMException('The backbone was not written whole.', 'QuotaExceededError');
}

/**
 * Stores a backbone. Of one that is here already only the card is written: runs need its weights.
 * @param model model.json, whose one file of weights is `WEIGHTS_FILE`
 * @param aside stored as a removed one: it shows once `markBackbone` has taken that back
 * @throws QuotaExceededError where the disk is full; nothing of it is left then. FailureError 'unsupported-format' where
 *   another one has the same id: that is the first 32 bits of the hash
 */
export async function putBackbone(
  card: BackboneCard,
  model: Uint8Array<ArrayBuffer>,
  weights: Uint8Array<ArrayBuffer>,
  { aside }: { readonly aside: boolean } = { aside: false },
): Promise<void> {
  const all = await backbones();
  const json = new TextEncoder().encode(JSON.stringify(card));
  const before = await backboneHash(card.id);
  if (before !== null && before !== card.hash) throw sameId(card);
  if (before !== null) {
    await writeIn(await all.getDirectoryHandle(card.id), CARD, json);
    return markBackbone(card.id, aside);
  }
  await removeFrom(all, card.id);
  const folder = await all.getDirectoryHandle(card.id, { create: true });
  try {
    await writeIn(folder, WEIGHTS_FILE, weights);
    await writeIn(folder, MODEL, model);
    if (aside) await writeIn(folder, REMOVED, new Uint8Array());
    await writeIn(folder, CARD, json);
  } catch (error) {
    await removeFrom(all, card.id);
    throw error;
  }
}

const sameId = ({ name, id }: BackboneCard): FailureError =>
  new FailureError({
    code: 'unsupported-format',
    what: `“${name}” has the same id as another network that is here (${id}).`,
    todo: 'Remove that one under Model first.',
  });

/** @throws FailureError 'model-unavailable' where it is not stored, or was removed */
export async function storedBackbone(id: string): Promise<StoredBackbone> {
  const all = await backbones();
  const folder = await all.getDirectoryHandle(id).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const [card, model, weights, removed] = await Promise.all(
    [CARD, MODEL, WEIGHTS_FILE, REMOVED].map((name) => folder && fileIn(folder, name)),
  );
  if (!card || !model || !weights || removed)
    throw new FailureError({
      code: 'model-unavailable',
      what: `The network that you brought (${id}) is not in this browser any more.`,
      todo: 'Bring it again from the same files, or choose another backbone.',
    });
  return { card: completeCard(JSON.parse(await card.text())), model, weights };
}

/** The cards of all that are there, by name. */
export async function storedCards(): Promise<readonly BackboneCard[]> {
  const cards: BackboneCard[] = [];
  for (const folder of await folders()) {
    const card = await fileIn(folder, CARD);
    if (card && !(await fileIn(folder, REMOVED))) cards.push(completeCard(JSON.parse(await card.text())));
  }
  return cards.sort((a, b) => compareNames(a.name, b.name));
}

/** The hash of one that is stored whole, removed or not; null where there is none. */
export async function backboneHash(id: string): Promise<string | null> {
  const folder = (await folders()).find(({ name }) => name === id);
  const card = folder && (await fileIn(folder, CARD));
  return card ? (JSON.parse(await card.text()) as BackboneCard).hash : null;
}

/** Marks one as removed, or takes that back. */
export async function markBackbone(id: string, removed: boolean): Promise<void> {
  const folder = await (await backbones()).getDirectoryHandle(id);
  if (removed) await writeIn(folder, REMOVED, new Uint8Array());
  else
    await folder.removeEntry(REMOVED).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
}

/** Deletes those that were removed or half written. */
export async function sweepBackbones(): Promise<void> {
  const all = await backbones();
  for (const folder of await folders())
    if (!(await fileIn(folder, CARD)) || (await fileIn(folder, REMOVED))) await removeFrom(all, folder.name);
}

async function folders(): Promise<readonly FileSystemDirectoryHandle[]> {
  const found: FileSystemDirectoryHandle[] = [];
  for await (const entry of (await backbones()).values()) if (entry.kind === 'directory') found.push(entry);
  return found;
}

async function removeFrom(all: FileSystemDirectoryHandle, id: string): Promise<void> {
  try {
    await all.removeEntry(id, { recursive: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
