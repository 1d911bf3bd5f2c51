import { narrow, widen } from '../core/float16.ts';
import { FailureError } from '../core/project/failure.ts';
import { noStorage } from './no-storage.ts';
import { busy, HASH_BYTES, hex, unhex } from './records.ts';
import { BOUNDARIES, noteOpened, tablesIn } from './tables.ts';

/**
 * Activations of views at one block's boundary, in OPFS as boundaries/<key>: records of 32 bytes of the view's key and
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
      file = await (await tablesIn(BOUNDARIES)).getFileHandle(key, { create: true });
    } catch (cause) {
      throw noStorage(cause);
    }
    noteOpened(BOUNDARIES, key);
    let handle: FileSystemSyncAccessHandle;
    try {
      handle = await file.createSyncAccessHandle();
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
    if (this.#handle.write(bytes, { at }) < bytes.length) {
      this.#handle.truncate(at);
      throw new DOMException('The activations were not written whole.', 'QuotaExceededError');
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

  close(): void {
    this.#handle.close();
  }
}

/** Removes the tables of other boundaries; those of 10,000 photos can be gigabytes. */
export async function keepBoundaries(keys: ReadonlySet<string>): Promise<void> {
  const all = await tablesIn(BOUNDARIES);
  for await (const name of all.keys()) if (!keys.has(name)) await all.removeEntry(name);
}
