import { removeFrom } from '../disk/opfs.ts';

/** Of version 1 and 2 of the database, which kept one depth in 32 bits. */
const FORMER = 'features';
/** Features of views: depths/<network>, or depths/<network>-<run> of one that a run has fine-tuned. */
export const FEATURES = 'depths';
/** Activations where fine-tuning begins: boundaries/<network>-<layer>.<values a view>. */
export const BOUNDARIES = 'boundaries';

/** Bytes that all tables may take: a network's features of 10,000 photos and their views are some 200 MB. */
export const MOST_BYTES = 2 * 2 ** 30;

/** Tables that this worker has opened: their handles and indices are in use. */
const opened = new Set<string>();

/** @param name of the table within its folder */
export const noteOpened = (folder: string, name: string): void => {
  opened.add(`${folder}/${name}`);
};

/** All of a folder's tables; the folder is made where it is not there. */
export async function tablesIn(folder: string): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
}

/** Names of the tables of features. */
export const tableNames = async (): Promise<readonly string[]> => namesIn(await tablesIn(FEATURES));

/** Removes all tables: there are no photos that they could be of. */
export async function removeAllTables(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for (const folder of [FORMER, FEATURES, BOUNDARIES]) await removeFrom(root, folder);
}

/** Removes the tables of earlier versions of the page. */
export async function removeFormerTables(): Promise<void> {
  await removeFrom(await navigator.storage.getDirectory(), FORMER);
}

/**
 * Removes the tables that nothing will ask for again.
 * @param networks what the names of those that are here begin with
 * @param runs ids of all runs, unfinished ones among them
 */
export async function removeForeignTables(
  networks: readonly string[],
  runs: ReadonlySet<string>,
): Promise<void> {
  const beginsOf = (name: string) => networks.filter((key) => name === key || name.startsWith(`${key}-`));
  const features = await tablesIn(FEATURES);
  for (const name of await namesIn(features)) {
    const known = beginsOf(name).some((key) => name === key || runs.has(name.slice(key.length + 1)));
    if (!known) await removeFrom(features, name);
  }
  const boundaries = await tablesIn(BOUNDARIES);
  for (const name of await namesIn(boundaries))
    if (beginsOf(name).length === 0) await removeFrom(boundaries, name);
}

/** Removes those written to longest ago until all fit. What this worker has opened stays. */
export async function boundTables(most: number = MOST_BYTES): Promise<void> {
  const all = await allTables();
  let total = all.reduce((sum, { size }) => sum + size, 0);
  const idle = all.filter(({ inUse }) => !inUse).sort((a, b) => a.lastModified - b.lastModified);
  for (const { tables, name, size } of idle) {
    if (total <= most) return;
    await removeFrom(tables, name);
    total -= size;
  }
}

/**
 * Removes all that this worker has not opened.
 * @returns whether that has freed anything
 */
export async function dropIdleTables(): Promise<boolean> {
  let freed = false;
  for (const { tables, name, size, inUse } of await allTables()) {
    if (inUse) continue;
    try {
      await removeFrom(tables, name);
      freed ||= size > 0;
    } catch (error) {
      // Another tab is reading it.
      if (!(error instanceof DOMException && error.name === 'NoModificationAllowedError')) throw error;
    }
  }
  return freed;
}

async function allTables() {
  const found = [];
  for (const folder of [FEATURES, BOUNDARIES]) {
    const tables = await tablesIn(folder);
    for (const name of await namesIn(tables)) {
      const { size, lastModified } = await (await tables.getFileHandle(name)).getFile();
      found.push({ tables, name, size, lastModified, inUse: opened.has(`${folder}/${name}`) });
    }
  }
  return found;
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}
