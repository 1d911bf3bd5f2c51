import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type KeptFiles, keptFiles } from './kept-files.ts';
import type { OfflineFile, OfflineList } from './protocol.ts';

const SCOPE = 'https://a.example/some/path/';

/** As much of a Cache (https://w3c.github.io/ServiceWorker/#cache-interface) as the service worker uses. */
class FakeCache implements Pick<Cache, 'match' | 'put' | 'delete' | 'keys'> {
  readonly held = new Map<string, Response>();

  async match(key: RequestInfo | URL, options: CacheQueryOptions = {}): Promise<Response | undefined> {
    const bare = (url: string) => (options.ignoreSearch ? url.replace(/\?.*/, '') : url);
    return [...this.held].find(([url]) => bare(url) === bare(String(key)))?.[1].clone();
  }

  async put(key: RequestInfo | URL, response: Response): Promise<void> {
    this.held.set(String(key), response);
  }

  async delete(key: RequestInfo | URL): Promise<boolean> {
    return this.held.delete(String(key));
  }

  async keys(): Promise<readonly Request[]> {
    return [...this.held.keys()].map((url) => new Request(url));
  }
}

const hashOf = (content: string) => `sha256-${createHash('sha256').update(content).digest('base64')}`;
const fileOf = (path: string, content: string): OfflineFile => ({
  path,
  hash: hashOf(content),
  bytes: content.length,
});

/** A host's files by their paths, and the addresses that it was asked for. */
class Host {
  readonly asked: string[] = [];

  constructor(readonly files: Readonly<Record<string, string>>) {}

  /** Refuses, as a browser does, what does not have the wanted hash. */
  readonly fetch: typeof fetch = async (address, options) => {
    const path = String(address).slice(SCOPE.length);
    this.asked.push(path);
    const content = this.files[path];
    if (content === undefined) return new Response('', { status: 404 });
    if (options?.integrity !== hashOf(content)) throw new TypeError('integrity');
    return new Response(content, { headers: { 'Content-Type': 'text/plain' } });
  };
}

const shell = { 'index.html': 'page', 'assets/a-1.js': 'code' };
const model = { 'models/m/model.json': 'layers', 'models/m/1.bin': 'weights' };

function listOf(page: Readonly<Record<string, string>>, part: Readonly<Record<string, string>>): OfflineList {
  const files = (tree: Readonly<Record<string, string>>) =>
    Object.entries(tree).map(([path, content]) => fileOf(path, content));
  return { shell: files(page), parts: [{ id: 'models/m', files: files(part) }], headers: {} };
}

function versionOn(cache: FakeCache, list: OfflineList, host: Host): KeptFiles {
  // The rest of a Cache is not used.
  return keptFiles(list, SCOPE, async () => cache as unknown as Cache, host.fetch);
}

function opened(cache = new FakeCache()) {
  const host = new Host({ ...shell, ...model });
  return { cache, host, files: versionOn(cache, listOf(shell, model), host) };
}

async function keepAll(files: KeptFiles, paths: Iterable<string>): Promise<void> {
  for (const path of paths) {
    const file = files.fileAt(new URL(path, SCOPE));
    if (file) await files.fetchAndKeep(file);
  }
}

test('addresses inside the scope are files of the build, whatever stands behind the question mark', () => {
  const { files } = opened();
  expect(files.fileAt(new URL(SCOPE))?.path).toBe('index.html');
  expect(files.fileAt(new URL(`${SCOPE}?backend=wasm`))?.path).toBe('index.html');
  expect(files.fileAt(new URL(`${SCOPE}assets/a-1.js`))?.path).toBe('assets/a-1.js');
  expect(files.fileAt(new URL(`${SCOPE}other/`))).toBeNull();
  expect(files.fileAt(new URL('https://a.example/assets/a-1.js'))).toBeNull();
  expect(files.fileAt(new URL('https://b.example/some/path/index.html'))).toBeNull();
  // No address of a file, and no reason to throw.
  expect(files.fileAt(new URL(`${SCOPE}%E0%A4%A`))).toBeNull();
});

test('a file is kept under its version and found again without the host', async () => {
  const { files, host } = opened();
  expect(await files.isWhole()).toBe(false);
  await keepAll(files, Object.keys(shell));
  expect(await files.isWhole()).toBe(true);
  const file = files.fileAt(new URL('assets/a-1.js', SCOPE));
  const found = file && (await files.find(file));
  expect(await found?.text()).toBe('code');
  expect(found?.headers.get('Content-Type')).toBe('text/plain');
  expect(host.asked).toEqual(['index.html', 'assets/a-1.js']);
});

test('what the host has changed meanwhile is not kept', async () => {
  const cache = new FakeCache();
  const files = versionOn(cache, listOf(shell, model), new Host({ ...shell, 'index.html': 'newer page' }));
  await expect(keepAll(files, ['index.html'])).rejects.toThrow('integrity');
  await expect(keepAll(files, ['models/m/1.bin'])).rejects.toThrow('404');
  expect(cache.held.size).toBe(0);
});

test('the state tells what is missing of the page and of each part', async () => {
  const { files } = opened();
  await keepAll(files, ['index.html', 'models/m/1.bin']);
  expect(await files.state()).toEqual({
    shell: { bytes: 8, missing: [{ path: 'assets/a-1.js', bytes: 4 }] },
    parts: [{ id: 'models/m', bytes: 13, missing: [{ path: 'models/m/model.json', bytes: 6 }] }],
  });
});

test('a part is removed, the page stays', async () => {
  const { files } = opened();
  await keepAll(files, [...Object.keys(shell), ...Object.keys(model)]);
  await files.remove('models/m');
  const { shell: page, parts } = await files.state();
  expect(page.missing).toEqual([]);
  expect(parts[0]?.missing).toHaveLength(2);
});

test('an update fetches what changed, of models only those that were kept, and keeps the old meanwhile', async () => {
  const { cache, files } = opened();
  await keepAll(files, [...Object.keys(shell), 'models/m/1.bin']);
  const page = { ...shell, 'index.html': 'newer page', 'assets/b-2.js': 'newer code' };
  const part = { ...model, 'models/m/1.bin': 'newer weights', 'models/m/model.json': 'newer layers' };
  const host = new Host({ ...page, ...part });
  const newer = versionOn(cache, listOf(page, part), host);
  await newer.update();
  expect(host.asked.toSorted()).toEqual(['assets/b-2.js', 'index.html', 'models/m/1.bin']);
  // The version before is whole still.
  expect(await files.isWhole()).toBe(true);
  expect(await newer.isWhole()).toBe(true);
});

test('the version before is forgotten once the last of its pages is closed', async () => {
  const { cache, files } = opened();
  await keepAll(files, [...Object.keys(shell), 'models/m/1.bin']);
  const page = { 'index.html': 'newer page', 'assets/b-2.js': 'newer code' };
  const newer = versionOn(cache, listOf(page, model), new Host(page));
  await newer.update();
  // Nobody has said that the newer one took over.
  await newer.prune([]);
  expect(await files.isWhole()).toBe(true);

  await newer.noteOpen(['asked for the update', 'in another tab']);
  // The first is loaded anew, and another page is opened.
  await newer.prune(['in another tab', 'loaded anew', 'opened since']);
  expect(await files.isWhole()).toBe(true);

  await newer.prune(['loaded anew', 'opened since']);
  expect(await files.isWhole()).toBe(false);
  expect((await newer.state()).parts[0]?.missing).toHaveLength(1);
  expect(await newer.isWhole()).toBe(true);
  expect(cache.held.size).toBe(3);
});

test('where no page was open the version before is forgotten at once', async () => {
  const { cache, files } = opened();
  await keepAll(files, Object.keys(shell));
  const newer = versionOn(cache, listOf({ 'index.html': 'page' }, model), new Host(shell));
  await newer.update();
  await newer.noteOpen([]);
  await newer.prune(['opened since']);
  expect([...cache.held.keys()]).toHaveLength(1);
  expect(await newer.isWhole()).toBe(true);
});

test('an update that can not be fetched whole fails, so that the version before stays', async () => {
  const { cache, files } = opened();
  await keepAll(files, Object.keys(shell));
  const newer = versionOn(cache, listOf({ ...shell, 'assets/b-2.js': 'gone' }, model), new Host(shell));
  await expect(newer.update()).rejects.toThrow('404 for assets/b-2.js');
  expect(await files.isWhole()).toBe(true);
});

test('code of an earlier version is found by its path', async () => {
  const { cache, files } = opened();
  await keepAll(files, Object.keys(shell));
  const newer = versionOn(cache, listOf({ 'index.html': 'page' }, model), new Host(shell));
  expect(await (await newer.findEarlier(new URL(`${SCOPE}assets/a-1.js`)))?.text()).toBe('code');
  expect(await newer.findEarlier(new URL(`${SCOPE}assets/c-3.js`))).toBeUndefined();
});
