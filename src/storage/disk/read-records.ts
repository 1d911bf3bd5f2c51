import type { IDBPObjectStore, StoreNames, StoreValue } from 'idb';
import type { DamagedRecord, OnDamaged } from '../../core/project/sound-records.ts';
import { database } from './database.ts';
import type { Schema } from './schema.ts';

/**
 * What browsers call a record whose content is gone: they keep large ones in files of their own
 * (https://github.com/w3c/IndexedDB/issues/423). Anything else is of the database as a whole.
 */
const OF_ONE_RECORD = new Set(['NotFoundError', 'NotReadableError', 'DataError', 'UnknownError']);

type Reading<Name extends StoreNames<Schema>> = Pick<
  IDBPObjectStore<Schema, StoreNames<Schema>[], Name>,
  'getAll' | 'getAllKeys'
>;

const isOfOneRecord = (error: unknown): boolean =>
  error instanceof DOMException && OF_ONE_RECORD.has(error.name);

/**
 * All records of a store, each read for itself: one that can't be read, or is not what it should be, is told of and left out.
 * @param complete what a record of an earlier version knew nothing of
 * @param isSound whether what comes of it can be used
 * @param reading the store in a transaction that reads others too, so that all are of one moment; otherwise one of its own
 */
export async function readRecords<Name extends StoreNames<Schema> & DamagedRecord['store'], Value>(
  store: Name,
  complete: (record: StoreValue<Schema, Name>) => Value,
  isSound: (value: Value) => boolean,
  onDamaged: OnDamaged,
  reading?: Reading<Name>,
): Promise<Value[]> {
  const sound: Value[] = [];
  for (const [key, record] of await recordsOf(store, onDamaged, reading)) {
    try {
      const value = complete(record);
      if (isSound(value)) sound.push(value);
      else onDamaged({ store, key });
    } catch {
      // There is nothing to complete.
      onDamaged({ store, key });
    }
  }
  return sound;
}

async function recordsOf<Name extends StoreNames<Schema> & DamagedRecord['store']>(
  store: Name,
  onDamaged: OnDamaged,
  given?: Reading<Name>,
): Promise<readonly (readonly [key: string, record: StoreValue<Schema, Name>])[]> {
  try {
    const reading: Reading<Name> = given ?? (await database()).transaction(store).store;
    const [keys, records] = await Promise.all([reading.getAllKeys(), reading.getAll()]);
    return records.map((record, i) => [String(keys[i]), record]);
  } catch (error) {
    if (!isOfOneRecord(error)) throw error;
  }
  const db = await database();
  const found: [string, StoreValue<Schema, Name>][] = [];
  for (const key of await db.getAllKeys(store))
    try {
      const record = await db.get(store, key);
      if (record !== undefined) found.push([String(key), record]);
    } catch (error) {
      if (!isOfOneRecord(error)) throw error;
      onDamaged({ store, key: String(key) });
    }
  return found;
}
