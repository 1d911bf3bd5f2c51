import * as fake from 'fake-indexeddb';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { vi } from 'vitest';

/** For tests: an IndexedDB in memory, empty, in the place of the browser's. */
export function fakeIndexedDB(): IDBFactory {
  const factory = new IDBFactory();
  vi.stubGlobal('indexedDB', factory);
  for (const [name, made] of Object.entries(fake)) if (name.startsWith('IDB')) vi.stubGlobal(name, made);
  return factory;
}

export type Contents = Readonly<Record<string, readonly (readonly [key: unknown, value: unknown])[]>>;

/** What is in the database, by store, past all of the page's code. */
export async function contentsOf(factory: IDBFactory): Promise<Contents> {
  const db = await done(factory.open('headstart'));
  const contents: Record<string, [unknown, unknown][]> = {};
  const names = [...db.objectStoreNames];
  const reading = names.length > 0 ? db.transaction(names) : null;
  for (const name of names) {
    const store = reading?.objectStore(name);
    if (!store) continue;
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    contents[name] = keys.map((key, i) => [key, values[i]]);
  }
  db.close();
  return contents;
}

export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export type DatabaseFault = 'full' | 'refused' | 'killed';
export const databaseFaults: readonly DatabaseFault[] = ['full', 'refused', 'killed'];

/**
 * Has a step of the writing that comes fail: each put, cursor's update and delete is one. 'full': there is no room for it, so the
 * transaction ends; 'refused': the value can't be stored; 'killed': the tab is closed, and its transaction with it.
 * @returns whether the step has been reached, and ends it
 */
export function failAt(step: number, fault: DatabaseFault): () => boolean {
  let left = step;
  const undo: (() => void)[] = [];
  const failing = (of: object, names: readonly string[], transactionOf: (self: never) => IDBTransaction) => {
    for (const name of names) {
      const real = Reflect.get(of, name);
      Reflect.set(of, name, function (this: never, ...given: unknown[]) {
        if (--left !== 0) return Reflect.apply(real, this, given);
        if (fault === 'refused') throw new DOMException('It can’t be stored.', 'DataCloneError');
        const request = Reflect.apply(real, this, given);
        transactionOf(this).abort();
        return request;
      });
      undo.push(() => Reflect.set(of, name, real));
    }
  };
  failing(IDBObjectStore.prototype, ['put', 'delete'], (store: IDBObjectStore) => store.transaction);
  return () => {
    for (const one of undo) one();
    return left <= 0;
  };
}
