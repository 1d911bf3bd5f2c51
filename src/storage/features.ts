import { FailureError } from '../core/project/failure.ts';
import { noStorage } from './database.ts';
import { busy, HASH_BYTES, hex, unhex } from './records.ts';

/** Also how much work a worker that dies takes with it. */
const WRITE_EVERY_MS = 1000;

/**
 * Features of pictures under one backbone and preprocessing: in memory, and in OPFS as features/<key>, records of
 * 32 bytes of hash and `length` float32 values. A record cut off by a crash is dropped when the file is read.
 */
export class FeatureTable {
  readonly #rows = new Map<string, Float32Array>();
  readonly #file: FileSystemFileHandle;
  readonly #record: number;
  /** Records in memory that are not on disk yet. */
  #unwritten: Uint8Array<ArrayBuffer>[] = [];
  #writtenAt = Number.NEGATIVE_INFINITY;

  private constructor(file: FileSystemFileHandle, length: number) {
    this.#file = file;
    this.#record = HASH_BYTES + length * 4;
  }

  /**
   * @param key names backbone, preprocessing and view; safe as a file name
   * @param length values a picture
   * @throws FailureError 'no-storage'
   */
  static async open(key: string, length: number): Promise<FeatureTable> {
    let file: FileSystemFileHandle;
    try {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('features', { create: true });
      file = await folder.getFileHandle(key, { create: true });
    } catch (cause) {
      throw noStorage(cause);
    }
    const table = new FeatureTable(file, length);
    const bytes = await (await file.getFile()).arrayBuffer();
    for (let at = 0; at + table.#record <= bytes.byteLength; at += table.#record) {
      const hash = hex(new Uint8Array(bytes, at, HASH_BYTES));
      table.#rows.set(hash, new Float32Array(bytes, at + HASH_BYTES, length));
    }
    return table;
  }

  has(hash: string): boolean {
    return this.#rows.has(hash);
  }

  /** @throws FailureError 'not-found' for a picture that was not added */
  get(hash: string): Float32Array {
    const row = this.#rows.get(hash);
    if (row) return row;
    throw new FailureError({
      code: 'not-found',
      what: 'The features of a photo are missing.',
      todo: 'Train again: they are made anew.',
    });
  }

  /**
   * Adds pictures, to memory at once and to disk with those of the last second: opening, growing and closing the file
   * takes 3 ms, 1 ms a photo where each batch of mobilenet-v3 did it.
   * @param values hashes.length · length values
   * @throws FailureError 'disk-full', 'no-storage' while another tab writes the same table
   */
  async add(hashes: readonly string[], values: Float32Array): Promise<void> {
    const length = values.length / hashes.length;
    const bytes = new Uint8Array(hashes.length * this.#record);
    hashes.forEach((hash, i) => {
      const row = values.slice(i * length, (i + 1) * length);
      this.#rows.set(hash, row);
      bytes.set(unhex(hash), i * this.#record);
      bytes.set(new Uint8Array(row.buffer), i * this.#record + HASH_BYTES);
    });
    this.#unwritten.push(bytes);
    if (performance.now() - this.#writtenAt >= WRITE_EVERY_MS) await this.flush();
  }

  /**
   * Writes what was added and is not on disk yet.
   * @throws FailureError as `add` does
   */
  async flush(): Promise<void> {
    const batches = this.#unwritten;
    if (batches.length === 0) return;
    this.#unwritten = [];
    const bytes = new Uint8Array(batches.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const batch of batches) {
      bytes.set(batch, at);
      at += batch.length;
    }
    await this.#append(bytes);
    this.#writtenAt = performance.now();
  }

  async #append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    let handle: FileSystemSyncAccessHandle;
    try {
      handle = await this.#file.createSyncAccessHandle();
    } catch (cause) {
      throw busy(cause);
    }
    try {
      // Whole records only: what a crash left of one is written over.
      const at = Math.floor(handle.getSize() / this.#record) * this.#record;
      if (handle.write(bytes, { at }) < bytes.length) {
        handle.truncate(at);
        throw new DOMException('The features were not written whole.', 'QuotaExceededError');
      }
    } finally {
      handle.close();
    }
  }
}

/** Removes the tables that belong to a run alone: their keys end with its id. */
export async function removeFeaturesOf(runId: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('features', { create: true });
  for await (const key of folder.keys()) if (key.endsWith(`-${runId}`)) await folder.removeEntry(key);
}
