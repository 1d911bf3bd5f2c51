/*
 * The Origin Private File System's calls in memory, for browsers that give the page none: private windows, frames without
 * storage, addresses without https. Only what `storage` calls.
 */

const missing = () => new DOMException('There is no such entry.', 'NotFoundError');

const bytesOf = (buffer: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);

export class MemoryFile {
  readonly kind = 'file';
  readonly name: string;
  /** With room to grow: `size` of them count. */
  #bytes = new Uint8Array(0);
  #size = 0;
  #held = false;
  /** In the place of the bytes, once it was asked for: what is read again and again is not copied each time. */
  #file: File | null = null;

  constructor(name: string) {
    this.name = name;
  }

  get held(): boolean {
    return this.#held;
  }

  async getFile(): Promise<File> {
    if (this.#file) return this.#file;
    const file = new File([this.#bytes.subarray(0, this.#size)], this.name);
    if (this.#held) return file;
    this.#file = file;
    this.#bytes = new Uint8Array(0);
    return file;
  }

  async createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle> {
    if (this.#held) throw new DOMException('Another handle is open.', 'NoModificationAllowedError');
    this.#held = true;
    if (this.#file) this.#bytes = new Uint8Array(await this.#file.arrayBuffer());
    this.#file = null;
    return {
      read: (buffer, { at = 0 } = {}) => {
        const part = this.#bytes.subarray(
          Math.min(at, this.#size),
          Math.min(at + buffer.byteLength, this.#size),
        );
        bytesOf(buffer).set(part);
        return part.length;
      },
      write: (buffer, { at = 0 } = {}) => {
        this.#resize(Math.max(this.#size, at + buffer.byteLength));
        this.#bytes.set(bytesOf(buffer), at);
        return buffer.byteLength;
      },
      truncate: (size) => this.#resize(size),
      getSize: () => this.#size,
      flush: () => {},
      close: () => {
        this.#held = false;
      },
    };
  }

  /** Grows by half at least, so that what is appended piece by piece is not copied each time. */
  #resize(size: number): void {
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(
        this.#size === 0 ? size : Math.max(size, Math.ceil(1.5 * this.#bytes.length)),
      );
      grown.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = grown;
    }
    // What is cut off reads as zeros where the file grows again.
    this.#bytes.fill(0, Math.min(size, this.#size), Math.max(size, this.#size));
    this.#size = size;
  }
}

export class MemoryFolder {
  readonly kind = 'directory';
  readonly name: string;
  readonly #entries = new Map<string, MemoryFile | MemoryFolder>();

  constructor(name = '') {
    this.name = name;
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryFolder> {
    return this.#entry(name, MemoryFolder, create);
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<MemoryFile> {
    return this.#entry(name, MemoryFile, create);
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.#entries.keys()];
  }

  async *values(): AsyncGenerator<MemoryFile | MemoryFolder> {
    yield* [...this.#entries.values()];
  }

  async *entries(): AsyncGenerator<[string, MemoryFile | MemoryFolder]> {
    yield* [...this.#entries];
  }

  async removeEntry(name: string, { recursive = false } = {}): Promise<void> {
    const entry = this.#entries.get(name);
    if (!entry) throw missing();
    if (entry instanceof MemoryFile && entry.held)
      throw new DOMException('A handle is open.', 'NoModificationAllowedError');
    if (entry instanceof MemoryFolder && !recursive && entry.#entries.size > 0)
      throw new DOMException('The folder is not empty.', 'InvalidModificationError');
    this.#entries.delete(name);
  }

  #entry<T extends MemoryFile | MemoryFolder>(
    name: string,
    kind: new (name: string) => T,
    create: boolean,
  ): T {
    const found = this.#entries.get(name);
    if (found instanceof kind) return found;
    if (found) throw new DOMException('There is something else of that name.', 'TypeMismatchError');
    if (!create) throw missing();
    const made = new kind(name);
    this.#entries.set(name, made);
    return made;
  }
}
