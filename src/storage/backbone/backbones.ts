import type { BackboneCard } from '../../core/backbone/card.ts';
import { WEIGHTS_FILE } from '../../core/backbone/own-backbone.ts';
import { completeCard } from '../../core/backbone/own-card.ts';
import { compareNames } from '../../core/compare-names.ts';
import { FailureError } from '../../core/project/failure.ts';
import { isCard, type OnDamaged } from '../../core/project/sound-records.ts';
import { makingRoom } from '../disk/make-room.ts';
import { fileIn, folderCalled, isMissing, removeFrom, writeOver } from '../disk/opfs.ts';

/*
 * Backbones that the person has brought lie in the origin private file system as backbones/<id>/ with model.json,
 * weights.bin and card.json. The card is written last: what has none is half written. A card that takes the place of
 * another is written under another name first, and that one counts as long as card.json is cut off. One with a file
 * 'removed' waits for the page to be opened again, so that the removal can be undone until then.
 */

const MODEL = 'model.json';
const CARD = 'card.json';
const NEW_CARD = 'card.new.json';
const REMOVED = 'removed';

/** A brought backbone as it lies on disk. */
export interface StoredBackbone {
  readonly card: BackboneCard;
  readonly model: Blob;
  readonly weights: Blob;
}

/** @throws FailureError 'no-storage' where the browser has no private file system */
const backbones = (): Promise<FileSystemDirectoryHandle> => folderCalled('backbones');

const writeIn = (
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> => makingRoom(() => writeOver(folder, name, bytes, 'The backbone'));

/** The card of one that is stored whole; null where it is not. */
async function cardIn(folder: FileSystemDirectoryHandle): Promise<BackboneCard | null> {
  for (const name of [CARD, NEW_CARD]) {
    const json = await jsonIn(folder, name);
    const card = isObject(json) ? completeCard(json as unknown as BackboneCard) : null;
    if (card && isCard(card)) return card;
  }
  return null;
}

const isObject = (json: unknown): json is object => typeof json === 'object' && json !== null;

/** Whether one was stored whole, and its card is no longer one. */
async function isDamaged(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await cardIn(folder)) === null && (await jsonIn(folder, CARD)) !== null;
}

/** @returns null where the writing was cut off: what lacks its end is no JSON */
async function jsonIn(folder: FileSystemDirectoryHandle, name: string): Promise<unknown> {
  const text = (await (await fileIn(folder, name))?.text()) ?? '';
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function writeCard(folder: FileSystemDirectoryHandle, card: BackboneCard): Promise<void> {
  const json = new TextEncoder().encode(JSON.stringify(card));
  // Over one that is there nothing may be lost, whenever this is cut off.
  if (await cardIn(folder)) {
    await writeIn(folder, NEW_CARD, json);
    await writeIn(folder, CARD, json);
    await removeFrom(folder, NEW_CARD);
  } else await writeIn(folder, CARD, json);
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
  const before = await backboneHash(card.id);
  if (before !== null && before !== card.hash) throw sameId(card);
  if (before !== null) {
    await writeCard(await all.getDirectoryHandle(card.id), card);
    return markBackbone(card.id, aside);
  }
  await removeFrom(all, card.id);
  const folder = await all.getDirectoryHandle(card.id, { create: true });
  try {
    await writeIn(folder, WEIGHTS_FILE, weights);
    await writeIn(folder, MODEL, model);
    if (aside) await writeIn(folder, REMOVED, new Uint8Array());
    await writeCard(folder, card);
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
  const [model, weights, removed] = await Promise.all(
    [MODEL, WEIGHTS_FILE, REMOVED].map((name) => folder && fileIn(folder, name)),
  );
  const card = folder && (await cardIn(folder));
  if (!card || !model || !weights || removed)
    throw new FailureError({
      code: 'model-unavailable',
      what: `The network that you brought (${id}) is not in this browser any more.`,
      todo: 'Bring it again from the same files, or choose another backbone.',
    });
  return { card, model, weights };
}

/** The cards of all that are there, by name. */
export async function storedCards(onDamaged: OnDamaged = () => {}): Promise<readonly BackboneCard[]> {
  const cards: BackboneCard[] = [];
  for (const folder of await folders()) {
    if (await fileIn(folder, REMOVED)) continue;
    const card = await cardIn(folder);
    if (card) cards.push(card);
    else if (await isDamaged(folder)) onDamaged({ store: 'backbones', key: folder.name });
  }
  return cards.sort((a, b) => compareNames(a.name, b.name));
}

/** The hash of one that is stored whole, removed or not; null where there is none. */
export async function backboneHash(id: string): Promise<string | null> {
  const folder = (await folders()).find(({ name }) => name === id);
  return (folder && (await cardIn(folder)))?.hash ?? null;
}

/** Marks one as removed, or takes that back. */
export async function markBackbone(id: string, removed: boolean): Promise<void> {
  const folder = await (await backbones()).getDirectoryHandle(id);
  if (removed) await writeIn(folder, REMOVED, new Uint8Array());
  else await removeFrom(folder, REMOVED);
}

/** Deletes those that were removed or half written, and mends a card whose writing was cut off. */
export async function sweepBackbones(): Promise<void> {
  const all = await backbones();
  for (const folder of await folders()) {
    const card = await cardIn(folder);
    if (await fileIn(folder, REMOVED)) await removeFrom(all, folder.name);
    else if (card && (await fileIn(folder, NEW_CARD))) await writeCard(folder, card);
    // A damaged one is the person's to delete.
    else if (!card && !(await isDamaged(folder))) await removeFrom(all, folder.name);
  }
}

/** Deletes one for good. */
export async function removeBackbone(id: string): Promise<void> {
  await removeFrom(await backbones(), id);
}

async function folders(): Promise<readonly FileSystemDirectoryHandle[]> {
  const found: FileSystemDirectoryHandle[] = [];
  for await (const entry of (await backbones()).values()) if (entry.kind === 'directory') found.push(entry);
  return found;
}
