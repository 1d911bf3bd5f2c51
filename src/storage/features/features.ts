import type { Columns } from '../../core/backbone/read-depths.ts';
import { FeatureRows } from '../../core/features/feature-rows.ts';
import { LARGEST_HALF, narrow } from '../../core/float16.ts';
import { FailureError } from '../../core/project/failure.ts';
import { makingRoom } from '../disk/make-room.ts';
import { noStorage } from '../disk/no-storage.ts';
import { openFile } from '../disk/opfs.ts';
import { busy, HASH_BYTES, hex, unhex } from '../disk/records.ts';
import { FEATURES, noteOpened, tablesIn } from './tables.ts';

/** Also how much work a worker that dies takes with it. */
const WRITE_EVERY_MS = 1000;
/** Bytes read at a time. */
const PIECE = 4 * 2 ** 20;

/**
 * Features of views under one backbone and preprocessing, in OPFS as depths/<key>: records of 32 bytes of the view's key
 * and `length` float16 values, the depths one after another. In memory are the keys alone, and what is not written yet;
 * a job reads the depths and views that it needs. A record cut off by a crash is dropped.
 */
export class FeatureTable {
  readonly #file: FileSystemFileHandle;
  readonly #length: number;
  /** The record of each view on disk. */
  #records = new Map<string, number>();
  #unwritten = new Map<string, Uint16Array>();
  #writtenAt = Number.NEGATIVE_INFINITY;

  private constructor(file: FileSystemFileHandle, length: number) {
    this.#file = file;
    this.#length = length;
  }

  get #record(): number {
    return HASH_BYTES + 2 * this.#length;
  }

  /**
   * @param key names backbone, preprocessing and view; safe as a file name
   * @param length values a view, of all depths
   * @throws FailureError 'no-storage'
   */
  static async open(key: string, length: number): Promise<FeatureTable> {
    let file: FileSystemFileHandle;
    try {
      file = await (await tablesIn(FEATURES)).getFileHandle(key, { create: true });
    } catch (cause) {
      throw noStorage(cause);
    }
    noteOpened(FEATURES, key);
    const table = new FeatureTable(file, length);
    const stored = await file.getFile();
    await table.#eachPiece(stored, 0, Math.floor(stored.size / table.#record), (bytes, first) => {
      for (let at = 0, record = first; at < bytes.length; at += table.#record, record++)
        table.#records.set(hex(bytes.subarray(at, at + HASH_BYTES)), record);
    });
    return table;
  }

  has(key: string): boolean {
    return this.#records.has(key) || this.#unwritten.has(key);
  }

  /**
   * Adds views: at once for whoever reads, and to disk with those of the last second. Opening, growing and closing the file
   * takes 3 ms, 1 ms a photo where each batch of mobilenet-v3 did it.
   * @param values keys.length · length values; what binary16 can't hold is stored as the largest number that it can
   * @throws FailureError 'disk-full', 'no-storage' while another tab writes the same table
   */
  async add(keys: readonly string[], values: Float32Array): Promise<void> {
    const halves = narrow(values.map((value) => Math.min(LARGEST_HALF, Math.max(-LARGEST_HALF, value))));
    keys.forEach((key, i) => {
      this.#unwritten.set(key, halves.slice(i * this.#length, (i + 1) * this.#length));
    });
    if (performance.now() - this.#writtenAt >= WRITE_EVERY_MS) await this.flush();
  }

  /**
   * Writes what was added and is not on disk yet.
   * @throws FailureError as `add` does
   */
  async flush(): Promise<void> {
    const views = [...this.#unwritten];
    if (views.length === 0) return;
    const bytes = new Uint8Array(views.length * this.#record);
    views.forEach(([key, halves], i) => {
      bytes.set(unhex(key), i * this.#record);
      bytes.set(new Uint8Array(halves.buffer), i * this.#record + HASH_BYTES);
    });
    const append = (handle: FileSystemSyncAccessHandle) => {
      // Whole records only: what a crash left of one is written over.
      const count = Math.floor(handle.getSize() / this.#record);
      const at = count * this.#record;
      if (handle.write(bytes, { at }) < bytes.length) {
        handle.truncate(at);
        throw new DOMException('The features were not written whole.', 'QuotaExceededError');
      }
      return count;
    };
    const first = await makingRoom(() => this.#locked(append));
    views.forEach(([key], i) => {
      this.#records.set(key, first + i);
      this.#unwritten.delete(key);
    });
    this.#writtenAt = performance.now();
  }

  /**
   * Some columns of some views.
   * @throws FailureError 'not-found' for a view that was not added
   */
  async read(keys: readonly string[], columns: readonly Columns[]): Promise<FeatureRows> {
    const wanted = [...new Set(keys)];
    const width = columns.reduce((sum, { from, to }) => sum + to - from, 0);
    const halves = new Uint16Array(wanted.length * width);
    const take = (row: Uint16Array, at: number) => {
      let offset = at * width;
      for (const { from, to } of columns) {
        halves.set(row.subarray(from, to), offset);
        offset += to - from;
      }
    };
    /** Which row of the result each record is, in the order in which they lie on disk. */
    const places: { readonly record: number; readonly at: number }[] = [];
    wanted.forEach((key, at) => {
      const fresh = this.#unwritten.get(key);
      const record = this.#records.get(key);
      if (fresh) take(fresh, at);
      else if (record !== undefined) places.push({ record, at });
      else
        throw new FailureError({
          code: 'not-found',
          what: 'The features of a photo are missing.',
          todo: 'Train again: they are made anew.',
        });
    });
    places.sort((a, b) => a.record - b.record);
    const stored = await this.#file.getFile();
    const most = Math.max(1, Math.floor(PIECE / this.#record));
    for (let i = 0; i < places.length; ) {
      const first = places[i]?.record ?? 0;
      let end = i;
      while (end < places.length && (places[end]?.record ?? 0) < first + most) end++;
      const last = places[end - 1]?.record ?? first;
      await this.#eachPiece(stored, first, last + 1, (bytes) => {
        for (; i < end; i++) {
          const { record, at } = places[i] ?? { record: first, at: 0 };
          const start = (record - first) * this.#record + HASH_BYTES;
          // A copy: records may lie at odd addresses of what was read.
          take(new Uint16Array(bytes.slice(start, start + 2 * this.#length).buffer), at);
        }
      });
    }
    return new FeatureRows(wanted, halves, width);
  }

  /**
   * Drops records where they are too many: what earlier settings or deleted photos have left.
   * @param keep whether a view, by its key, is still asked for
   * @param most share of the records that may be left over, 0…1
   */
  async prune(keep: (key: string) => boolean, most = 0.5): Promise<void> {
    const all = [...this.#records];
    const kept = all.filter(([key]) => keep(key));
    if (all.length - kept.length <= most * all.length) return;
    await this.#locked((handle) => {
      const bytes = new Uint8Array(this.#record);
      for (const [key] of all) if (!keep(key)) this.#records.delete(key);
      // Each moves towards the beginning, over what has gone, so that none is lost where this is cut off.
      for (const [i, [key, record]] of kept.sort(([, a], [, b]) => a - b).entries()) {
        if (record === i) continue;
        handle.read(bytes, { at: record * this.#record });
        // Its place is in the way of none of those that come, but what was there is gone.
        this.#records.delete(key);
        if (handle.write(bytes, { at: i * this.#record }) < bytes.length)
          throw new DOMException('The features were not written whole.', 'QuotaExceededError');
        this.#records.set(key, i);
      }
      handle.truncate(kept.length * this.#record);
    });
  }

  /** @param use called with the bytes of some whole records, and the number of the first */
  async #eachPiece(
    stored: File,
    from: number,
    to: number,
    use: (bytes: Uint8Array<ArrayBuffer>, first: number) => void,
  ): Promise<void> {
    const most = Math.max(1, Math.floor(PIECE / this.#record));
    for (let first = from; first < to; first += most) {
      const end = Math.min(to, first + most);
      const piece = stored.slice(first * this.#record, end * this.#record);
      use(new Uint8Array(await piece.arrayBuffer()), first);
    }
  }

  async #locked<T>(work: (handle: FileSystemSyncAccessHandle) => T): Promise<T> {
    let handle: FileSystemSyncAccessHandle;
    try {
      handle = await openFile(this.#file);
    } catch (cause) {
      throw busy(cause);
    }
    try {
      return work(handle);
    } finally {
      handle.close();
    }
  }
}
