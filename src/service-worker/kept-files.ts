import type { Kept, OfflineFile, OfflineList, OfflineState } from './protocol.ts';

/** Files that are fetched at a time: browsers open six connections to a host. */
const AT_A_TIME = 6;

/**
 * The files of a build that lie on this device. Each is kept under its path and its hash, so two versions lie side by
 * side, and what did not change is fetched once.
 */
export interface KeptFiles {
  /** The file at an address; null where the build has none. */
  fileAt(address: URL): OfflineFile | null;
  find(file: OfflineFile): Promise<Response | undefined>;
  /** A file of an earlier version, whose page may still be open. */
  findEarlier(address: URL): Promise<Response | undefined>;
  /**
   * Fetches a file and keeps it.
   * @throws TypeError where the host has no such file, or another one than the build's
   */
  fetchAndKeep(file: OfflineFile): Promise<Response>;
  state(): Promise<OfflineState>;
  /** Whether the page can be opened without the host. */
  isWhole(): Promise<boolean>;
  remove(part: string): Promise<void>;
  /** Fetches what this version needs: the page, and the new files of the models and samples that were kept before. */
  update(): Promise<void>;
  /**
   * Notes the pages that were open when this version took over: they may still ask for the code of the one before.
   * @param clients their ids
   */
  noteOpen(clients: readonly string[]): Promise<void>;
  /**
   * Forgets what this version doesn't have, once none of the noted pages is open. Where none were noted there is
   * nothing to forget.
   * @param clients ids of the pages that are open now
   */
  prune(clients: readonly string[]): Promise<void>;
}

/**
 * @param scope address of the page's folder, with a slash at its end
 * @param open opens the cache
 */
export function keptFiles(
  list: OfflineList,
  scope: string,
  open: () => Promise<Cache>,
  fetchFile: typeof fetch,
): KeptFiles {
  const all = [list.shell, ...list.parts.map(({ files }) => files)].flat();
  const addressOf = ({ path }: Pick<OfflineFile, 'path'>) => new URL(path, scope).href;
  const keyOf = (file: OfflineFile) => `${addressOf(file)}?${encodeURIComponent(file.hash)}`;
  const byAddress = new Map(all.map((file) => [addressOf(file), file]));
  /** No address of a file. It goes with what is forgotten, as no file of this version has this key. */
  const noted = new URL('?open', scope).href;
  const keys = async () => (await (await open()).keys()).map(({ url }) => url);

  const keptOf = (files: readonly OfflineFile[], there: ReadonlySet<string>): Kept => ({
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    missing: files.filter((file) => !there.has(keyOf(file))).map(({ path, bytes }) => ({ path, bytes })),
  });
  const state = async (): Promise<OfflineState> => {
    const there = new Set(await keys());
    return {
      shell: keptOf(list.shell, there),
      parts: list.parts.map(({ id, files }) => ({ id, ...keptOf(files, there) })),
    };
  };
  const fetchAndKeep = async (file: OfflineFile) => {
    // Asked anew: a copy that the browser holds may be of the version before.
    const answer = await fetchFile(addressOf(file), { integrity: file.hash, cache: 'no-cache' });
    if (!answer.ok) throw new TypeError(`${answer.status} for ${file.path}`);
    // As a response of our own, since a page may not come from one that was redirected.
    const response = new Response(answer.body, {
      headers: { 'Content-Type': answer.headers.get('Content-Type') ?? '' },
    });
    await (await open()).put(keyOf(file), response.clone());
    return response;
  };

  return {
    fileAt: ({ origin, pathname }) => {
      const address = origin + pathname;
      return byAddress.get(address === scope ? addressOf({ path: 'index.html' }) : address) ?? null;
    },
    find: async (file) => (await open()).match(keyOf(file)),
    findEarlier: async ({ origin, pathname }) =>
      (await open()).match(origin + pathname, { ignoreSearch: true }),
    fetchAndKeep,
    state,
    isWhole: async () => (await state()).shell.missing.length === 0,
    remove: async (part) => {
      const cache = await open();
      const files = list.parts.find(({ id }) => id === part)?.files ?? [];
      await Promise.all(files.map((file) => cache.delete(keyOf(file))));
    },
    update: async () => {
      const there = await keys();
      const had = new Set(there.map((key) => key.replace(/\?.*/, '')));
      const kept = new Set(there);
      const wanted = all
        .filter((file) => list.shell.includes(file) || had.has(addressOf(file)))
        .filter((file) => !kept.has(keyOf(file)));
      const next = async (): Promise<void> => {
        for (let file = wanted.pop(); file; file = wanted.pop()) await fetchAndKeep(file);
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, next));
    },
    noteOpen: async (clients) => {
      await (await open()).put(noted, new Response(JSON.stringify(clients)));
    },
    prune: async (clients) => {
      const cache = await open();
      const before: readonly string[] | undefined = await (await cache.match(noted))?.json();
      if (!before || before.some((id) => clients.includes(id))) return;
      const current = new Set(all.map(keyOf));
      const stale = (await keys()).filter((key) => !current.has(key));
      await Promise.all(stale.map((key) => cache.delete(key)));
    },
  };
}
