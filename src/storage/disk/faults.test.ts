import { afterEach, describe, expect, test, vi } from 'vitest';
import { newPicture } from '../../../test-support/storage/dataset/new-picture.ts';
import { fakeIndexedDB } from '../../../test-support/storage/disk/fake-database.ts';
import { FakeDisk, type Fault, faults } from '../../../test-support/storage/disk/fake-opfs.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
import type { NewPicture } from '../dataset/pictures.ts';

/*
 * Every store of files: its writing fails at each of its steps. Afterwards, and after the page is opened again, what was there
 * before is there, and of what is new all or nothing.
 */

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The stores as a page that is opened finds them: nothing is remembered. */
async function opened() {
  vi.resetModules();
  return {
    ...(await import('../dataset/pictures.ts')),
    ...(await import('../backbone/backbones.ts')),
    ...(await import('../features/features.ts')),
    ...(await import('../features/activations.ts')),
    ...(await import('../project/saved-files.ts')),
  };
}
type Stores = Awaited<ReturnType<typeof opened>>;

interface Case {
  readonly before: (stores: Stores) => Promise<void>;
  readonly work: (stores: Stores) => Promise<void>;
  /** What holds afterwards, in the same page (unless that was killed) and in the next. */
  readonly after: (stores: Stores, done: boolean, fault: Fault | null) => Promise<void>;
}

async function failingEverywhere({ before, work, after }: Case): Promise<void> {
  for (const fault of faults) {
    for (let step = 1; ; step++) {
      const disk = new FakeDisk();
      vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
      fakeIndexedDB();
      const stores = await opened();
      await before(stores);
      disk.failAt(step, fault);
      const done = await work(stores).then(
        () => true,
        () => false,
      );
      const { failed } = disk;
      disk.heal();
      const where = `${fault} at step ${step}`;
      if (fault !== 'killed') await after(stores, done, fault).catch(saying(where));
      await after(await opened(), done, fault).catch(saying(`${where}, opened again`));
      if (!failed) {
        expect(done).toBe(true);
        expect(step).toBeGreaterThan(1);
        break;
      }
    }
  }
}

const saying = (where: string) => (error: unknown) => {
  throw new Error(where, { cause: error });
};

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes);
const contents = async (blob: Blob) => [...new Uint8Array(await blob.arrayBuffer())];

describe('pictures', () => {
  const [old, beside] = [newPicture('aa'.repeat(32), 4, 1, 3), newPicture('ab'.repeat(32), 5, 2, 2)];
  const fresh = [newPicture('ba'.repeat(32), 6, 3, 4), newPicture('bb'.repeat(32), 7, 4, 1)];
  const isThere = async ({ getPicture, getThumbnails }: Stores, picture: NewPicture) => {
    expect(await contents(await getPicture(picture.hash))).toEqual([...picture.bytes]);
    expect(await getThumbnails([picture.hash])).toEqual([picture.thumbnail]);
  };

  test('some more', () =>
    failingEverywhere({
      before: ({ putPictures }) => putPictures([old]),
      work: ({ putPictures }) => putPictures(fresh),
      after: async (stores, done) => {
        await isThere(stores, old);
        const stored = await stores.listPictures();
        // All or none of them: all as well where they were dropped again below.
        expect(done ? [3] : [1, 3]).toContain(stored.length);
        // They are dropped again.
        await stores.putPictures(fresh);
        for (const picture of [old, ...fresh]) await isThere(stores, picture);
      },
    }));

  test('one that goes from beside others', () =>
    failingEverywhere({
      before: ({ putPictures }) => putPictures([old, beside]),
      work: ({ keepPictures }) => keepPictures(new Set([beside.hash])),
      after: async (stores, done) => {
        await isThere(stores, beside);
        if (done) expect(await stores.listPictures()).toEqual([beside.hash]);
        await stores.keepPictures(new Set([beside.hash]));
        await isThere(stores, beside);
        expect(await stores.listPictures()).toEqual([beside.hash]);
      },
    }));

  test('one whose pack is cut off counts as none, and is stored anew', async () => {
    const disk = new FakeDisk();
    vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
    fakeIndexedDB();
    await (await opened()).putPictures([beside, old]);
    for (const file of disk.root.folders.get('packs')?.files.values() ?? [])
      file.bytes = file.bytes.slice(0, -1);
    const stores = await opened();
    await isThere(stores, beside);
    expect(await stores.storedSize(old.hash, 4)).toBeNull();
    await expect(stores.getPicture(old.hash)).rejects.toMatchObject({ failure: { code: 'not-found' } });
    await stores.putPictures([old]);
    await isThere(stores, old);
    await isThere(stores, beside);
  });
});

describe('brought networks', () => {
  const card = (id: string, name: string): BackboneCard => ({
    id,
    name,
    hash: `hash of ${id}`,
    source: { package: '', version: '', integrity: '', files: [], licence: '', author: '' },
    trainedOn: '',
    summary: '',
    goodAt: [],
    badAt: [],
    input: { size: 64, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] },
    features: 3,
    depths: [],
    former: [],
    parameters: 1,
    multiplyAdds: 1,
    bytes: 7,
    blocks: [],
    measured: [],
  });
  const [model, weights] = [bytesOf(1, 2, 3), bytesOf(4, 5, 6, 7)];
  const first = card('own-1', 'First');
  const before = ({ putBackbone }: Stores) => putBackbone(first, model, weights);
  const isWhole = async ({ storedBackbone }: Stores, id: string) => {
    const stored = await storedBackbone(id);
    expect(await contents(stored.model)).toEqual([...model]);
    expect(await contents(stored.weights)).toEqual([...weights]);
    return stored.card.name;
  };

  test('one more', () =>
    failingEverywhere({
      before,
      work: ({ putBackbone }) => putBackbone(card('own-2', 'Second'), model, weights),
      after: async (stores, done) => {
        await stores.sweepBackbones();
        const names = (await stores.storedCards()).map(({ name }) => name);
        expect(names).toEqual(done || names.length > 1 ? ['First', 'Second'] : ['First']);
        for (const { id } of await stores.storedCards()) await isWhole(stores, id);
        await stores.putBackbone(card('own-2', 'Second'), model, weights);
        expect(await isWhole(stores, 'own-2')).toBe('Second');
      },
    }));

  test('another card of one that is there', () =>
    failingEverywhere({
      before,
      work: ({ putBackbone }) => putBackbone(card('own-1', 'Renamed'), model, weights),
      after: async (stores, done) => {
        expect(['First', 'Renamed']).toContain(await isWhole(stores, 'own-1'));
        if (done) expect(await isWhole(stores, 'own-1')).toBe('Renamed');
        await stores.sweepBackbones();
        expect(['First', 'Renamed']).toContain(await isWhole(stores, 'own-1'));
      },
    }));

  test('removed, and brought back', () =>
    failingEverywhere({
      before,
      work: async ({ markBackbone }) => {
        await markBackbone('own-1', true);
        await markBackbone('own-1', false);
      },
      after: async (stores, done) => {
        if (!done) await stores.markBackbone('own-1', false);
        expect(await isWhole(stores, 'own-1')).toBe('First');
      },
    }));

  test.each([
    ['empty', ''],
    ['cut off', '{"id":"own-2","na'],
  ])('a card that is %s is as none: the others are listed, and it can be brought again', async (_, text) => {
    const disk = new FakeDisk();
    vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
    const stores = await opened();
    await stores.putBackbone(first, model, weights);
    const folder = await disk.root.folders.get('backbones')?.getDirectoryHandle('own-2', { create: true });
    const file = await folder?.getFileHandle('card.json', { create: true });
    if (file) file.bytes = new TextEncoder().encode(text);
    expect((await stores.storedCards()).map(({ name }) => name)).toEqual(['First']);
    expect(await stores.backboneHash('own-2')).toBeNull();
    await stores.putBackbone(card('own-3', 'Third'), model, weights);
    await stores.sweepBackbones();
    expect([...(disk.root.folders.get('backbones')?.folders.keys() ?? [])]).toEqual(['own-1', 'own-3']);
    await stores.putBackbone(card('own-2', 'Second'), model, weights);
    expect(await isWhole(stores, 'own-2')).toBe('Second');
  });

  test.each([
    ['is a number', '3'],
    ['has lost its depths', JSON.stringify({ ...card('own-2', 'Second'), depths: null })],
    ['has a name that is no text', JSON.stringify({ ...card('own-2', 'Second'), name: 2 })],
  ])('a card that %s is told of, kept until the person deletes it, and costs no other', async (_, text) => {
    const disk = new FakeDisk();
    vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root } });
    const stores = await opened();
    await before(stores);
    await stores.putBackbone(card('own-2', 'Second'), model, weights);
    const file = disk.root.folders.get('backbones')?.folders.get('own-2')?.files.get('card.json');
    if (!file) throw new Error('there is no card');
    file.bytes = new TextEncoder().encode(text);
    await stores.sweepBackbones();
    const onDamaged = vi.fn();
    expect((await stores.storedCards(onDamaged)).map(({ name }) => name)).toEqual(['First']);
    expect(onDamaged.mock.calls).toEqual([[{ store: 'backbones', key: 'own-2' }]]);
    await stores.removeBackbone('own-2');
    expect([...(disk.root.folders.get('backbones')?.folders.keys() ?? [])]).toEqual(['own-1']);
    expect(await isWhole(stores, 'own-1')).toBe('First');
  });
});

/** Both kinds of tables: 32 bytes of key, and three values that tell which view they are of. */
const keyOf = (view: number) => view.toString(16).padStart(64, '0');
const valuesOf = (view: number) => [view, -view, view / 2];
const rowsOf = (views: readonly number[]) => Float32Array.from(views.flatMap(valuesOf));
const keysOf = (views: readonly number[]) => views.map(keyOf);
const all = Array.from({ length: 9 }, (_, i) => i + 1);

describe('features', () => {
  const columns = [{ from: 0, to: 3 }];
  const open = ({ FeatureTable }: Stores) => FeatureTable.open('net', 3);
  const before = async (stores: Stores) => {
    const table = await open(stores);
    await table.add(keysOf([1, 2, 3, 4, 5, 6]), rowsOf([1, 2, 3, 4, 5, 6]));
    await table.flush();
  };
  type Table = Awaited<ReturnType<typeof open>>;
  /** What a table has is what was put in; and it has these at least. */
  const isRight = async (table: Table, least: readonly number[]) => {
    const there = all.filter((view) => table.has(keyOf(view)));
    expect(there).toEqual(expect.arrayContaining([...least]));
    const rows = await table.read(keysOf(there), columns);
    for (const view of there) expect([...rows.get(keyOf(view))]).toEqual(valuesOf(view));
  };

  test('some more', () => {
    let table: Table;
    return failingEverywhere({
      before,
      work: async (stores) => {
        table = await open(stores);
        await table.add(keysOf([7, 8, 9]), rowsOf([7, 8, 9]));
        await table.flush();
      },
      after: async (stores, done, fault) => {
        const least = done ? all : [1, 2, 3, 4, 5, 6];
        if (fault !== 'killed' && table) await isRight(table, least);
        const again = await open(stores);
        await isRight(again, least);
        await again.add(keysOf([7, 8, 9]), rowsOf([7, 8, 9]));
        await again.flush();
        await isRight(await open(stores), all);
      },
    });
  });

  test('pruned', () => {
    let table: Table;
    return failingEverywhere({
      before,
      work: async (stores) => {
        table = await open(stores);
        const kept = new Set(keysOf([2, 5, 6]));
        await table.prune((key) => kept.has(key), 0.1);
      },
      after: async (stores, _, fault) => {
        // The same page may have lost sight of one that was being moved; on disk it is.
        if (fault !== 'killed') await isRight(table, []);
        await isRight(await open(stores), [2, 5, 6]);
      },
    });
  });
});

test('activations', () => {
  const open = ({ ActivationTable }: Stores) => ActivationTable.open('net-block', 3);
  type Table = Awaited<ReturnType<typeof open>>;
  let table: Table | null = null;
  const isRight = (of: Table, least: readonly number[]) => {
    const there = all.filter((view) => of.has(keyOf(view)));
    expect(there).toEqual(expect.arrayContaining([...least]));
    expect(of.read(keysOf(there))).toEqual(rowsOf(there));
  };
  return failingEverywhere({
    before: async (stores) => {
      const made = await open(stores);
      made.add(keysOf([1, 2]), rowsOf([1, 2]));
      made.close();
    },
    work: async (stores) => {
      table = null;
      table = await open(stores);
      table.add(keysOf([3, 4, 5]), rowsOf([3, 4, 5]));
      table.add(keysOf([6]), rowsOf([6]));
    },
    after: async (stores, done, fault) => {
      const least = done ? [1, 2, 3, 4, 5, 6] : [1, 2];
      if (fault !== 'killed' && table) {
        isRight(table, least);
        table.close();
        table = null;
      }
      const again = await open(stores);
      isRight(again, least);
      again.add(keysOf([7, 3]), rowsOf([7, 3]));
      again.add(keysOf([8]), rowsOf([8]));
      isRight(again, [...least, 3, 7, 8]);
      again.close();
      const third = await open(stores);
      isRight(third, [...least, 3, 7, 8]);
      third.close();
    },
  });
});

test('activations of deleted photos go, and those of the others stay whole', () => {
  const open = ({ ActivationTable }: Stores) => ActivationTable.open('net-block', 3);
  const kept = new Set(keysOf([2, 5, 6]));
  return failingEverywhere({
    before: async (stores) => {
      const made = await open(stores);
      made.add(keysOf([1, 2, 3, 4, 5, 6]), rowsOf([1, 2, 3, 4, 5, 6]));
      made.close();
    },
    work: (stores) => stores.pruneBoundaries((key) => kept.has(key)),
    after: async (stores, done) => {
      const again = await open(stores);
      const there = all.filter((view) => again.has(keyOf(view)));
      expect(again.read(keysOf([2, 5, 6]))).toEqual(rowsOf([2, 5, 6]));
      if (done) expect(there).toEqual([2, 5, 6]);
      again.close();
    },
  });
});

test('a project’s file: what was cut off is taken away at the next opening', () =>
  failingEverywhere({
    before: async () => {},
    work: async ({ beginFile }) => {
      const saved = await beginFile();
      try {
        const writer = saved.output.getWriter();
        await writer.write(bytesOf(1, 2, 3, 4));
        await writer.close();
        expect(await contents(await saved.read())).toEqual([1, 2, 3, 4]);
      } catch (error) {
        await saved.discard();
        throw error;
      }
    },
    after: async ({ sweepFiles }) => {
      await sweepFiles();
      const root = (await navigator.storage.getDirectory()) as unknown as FakeDisk['root'];
      expect([...(root.folders.get('projects')?.files.keys() ?? [])]).toEqual([]);
    },
  }));
