import { narrow, widen } from '../../core/float16.ts';
import { FailureError } from '../../core/project/failure.ts';
import { noStorage } from '../disk/no-storage.ts';
import { openFile } from '../disk/opfs.ts';
import { busy, HASH_BYTES, hex, unhex } from '../disk/records.ts';
import { BOUNDARIES, noteOpened, tablesIn } from './tables.ts';

/**
 * Activations of views at one block's boundary, in OPFS as boundaries/<key>.<length>: records of 32 bytes of the view's key and
 * `length` float16 values, appended as they come and read a batch at a time. In memory are the keys alone, so that
 * 10,000 views of 200,000 values cost no more of it than ten. A record cut off by a crash is dropped.
 */
export class ActivationTable {
  readonly #rows = new Map<string, number>();
  readonly #handle: FileSystemSyncAccessHandle;
  readonly #length: number;
  /** Records of the file: more than views where one was written again. */
  #count: number;

  private constructor(handle: FileSystemSyncAccessHandle, length: number) {
    this.#handle = handle;
    this.#length = length;
    const key = new Uint8Array(HASH_BYTES);
    this.#count = Math.floor(handle.getSize() / this.#record);
    for (let row = 0; row < this.#count; row++) {
      handle.read(key, { at: row * this.#record });
      this.#rows.set(hex(key), row);
    }
  }

  get #record(): number {
    return HASH_BYTES + 2 * this.#length;
  }

  /**
   * Opens a table, alone: nobody else can until it is closed.
   * @param key names backbone, preprocessing and boundary; safe as a file name
   * @param length values a view
   * @throws FailureError 'no-storage', also while another tab has it open
   */
  static async open(key: string, length: number): Promise<ActivationTable> {
    let file: FileSystemFileHandle;
    try {
      file = await (await tablesIn(BOUNDARIES)).getFileHandle(fileOf(key, length), { create: true });
    } catch (cause) {
      throw noStorage(cause);
    }
    noteOpened(BOUNDARIES, fileOf(key, length));
    let handle: FileSystemSyncAccessHandle;
    try {
      handle = await openFile(file);
    } catch (cause) {
      throw busy(cause);
    }
    return new ActivationTable(handle, length);
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  /**
   * @param values keys.length · length values
   * @throws QuotaExceededError where the disk is full; what was there stays
   */
  add(keys: readonly string[], values: Float32Array): void {
    const bytes = new Uint8Array(keys.length * this.#record);
    const halves = new Uint8Array(narrow(values).buffer);
    const size = 2 * this.#length;
    keys.forEach((key, i) => {
      bytes.set(unhex(key), i * this.#record);
      bytes.set(halves.subarray(i * size, (i + 1) * size), i * this.#record + HASH_BYTES);
    });
    const first = this.#count;
    const at = first * this.#record;
    try {
      this.#put(bytes, at);
    } catch (cause) {
      this.#handle.truncate(at);
      throw cause;
    }
    this.#count += keys.length;
    keys.forEach((key, i) => {
      this.#rows.set(key, first + i);
    });
  }

  /**
   * @returns keys.length · length values
   * @throws FailureError 'not-found' for a view that was not added
   */
  read(keys: readonly string[]): Float32Array {
    const size = 2 * this.#length;
    const halves = new Uint8Array(keys.length * size);
    keys.forEach((key, i) => {
      const row = this.#rows.get(key);
      if (row === undefined)
        throw new FailureError({
          code: 'not-found',
          what: 'The activations of a photo are missing.',
          todo: 'Train again: they are made anew.',
        });
      this.#handle.read(halves.subarray(i * size, (i + 1) * size), { at: row * this.#record + HASH_BYTES });
    });
    return widen(new Uint16Array(halves.buffer));
  }

  /**
   * Drops the records of views that are not asked for any more. The last one takes a dropped one's place: its key is
   * written last, so that where this is cut off a record is whole or nobody's.
   */
  prune(keep: (key: string) => boolean): void {
    const kept = new Set([...this.#rows].filter(([key]) => keep(key)).map(([, row]) => row));
    if (kept.size === this.#count) return;
    const values = new Uint8Array(2 * this.#length);
    const key = new Uint8Array(HASH_BYTES);
    let last = this.#count - 1;
    for (let row = 0; row < kept.size; row++) {
      if (kept.has(row)) continue;
      while (!kept.has(last)) last--;
      const [from, to] = [last * this.#record, row * this.#record];
      this.#handle.read(key, { at: from });
      this.#handle.read(values, { at: from + HASH_BYTES });
      this.#put(values, to + HASH_BYTES);
      this.#put(key, to);
      last--;
    }
    this.#handle.truncate(kept.size * this.#record);
    this.#count = kept.size;
    this.#rows.clear();
    for (let row = 0; row < this.#count; row++) {
      this.#handle.read(key, { at: row * this.#record });
      this.#rows.set(hex(key), row);
    }
  }

  #put(bytes: Uint8Array<ArrayBuffer>, at: number): void {
    if (this.#handle.write(bytes, { at }) < bytes.length)
      throw new DOMException('The activations were not written whole.', 'QuotaExceededError');
  }

  close(): void {
    this.#handle.close();
  }
}

/** Removes the tables of other boundaries; those of 10,000 photos can be gigabytes. */
export async function keepBoundaries(keys: ReadonlySet<string>): Promise<void> {
  const all = await tablesIn(BOUNDARIES);
  for await (const name of all.keys()) if (!keys.has(partsOf(name)?.key ?? '')) await all.removeEntry(name);
}

/** Drops what the tables have of views that are not asked for any more, and tables of which it can't be told. */
export async function pruneBoundaries(keep: (key: string) => boolean): Promise<void> {
  const all = await tablesIn(BOUNDARIES);
  const names: string[] = [];
  for await (const name of all.keys()) names.push(name);
  for (const name of names) {
    const parts = partsOf(name);
    if (!parts) {
      await all.removeEntry(name);
      continue;
    }
    const table = await ActivationTable.open(parts.key, parts.length);
    try {
      table.prune(keep);
    } finally {
      table.close();
    }
  }
}

/** A table's file says how long its records are. */
const fileOf = (key: string, length: number): string => `${key}.${length}`;

function partsOf(name: string): { readonly key: string; readonly length: number } | null {
  const [, key = '', length = ''] = /^(.*)\.(\d+)$/.exec(name) ?? [];
  return key === '' ? null : { key, length: Number(length) };
}
