/**
 * What can happen at a step: the disk is full, a file handle has become invalid, or the browser is killed and nothing of what
 * comes after happens.
 */
export type Fault = 'full' | 'gone' | 'killed';
export const faults: readonly Fault[] = ['full', 'gone', 'killed'];

/** For tests: what the files of one origin lie on. Counts what is done to them, and fails at the step that it is told. */
export class FakeDisk {
  readonly root = new FakeFolder('', this);
  #left = Number.POSITIVE_INFINITY;
  #fault: Fault | null = null;
  #handles = new Set<FakeFile>();
  /** The clock of `lastModified`. */
  time = 0;
  /** Bytes that all files together may have: a write takes as many as there is room for. */
  capacity = Number.POSITIVE_INFINITY;

  /** Bytes that are free. */
  get free(): number {
    const used = (folder: FakeFolder): number =>
      [...folder.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0) +
      [...folder.folders.values()].reduce((sum, inner) => sum + used(inner), 0);
    return this.capacity - used(this.root);
  }

  /** @param step of those that come, from 1 */
  failAt(step: number, fault: Fault): void {
    this.#left = step;
    this.#fault = fault;
  }

  /** Whether the step has been reached. */
  get failed(): boolean {
    return this.#left <= 0;
  }

  /** The disk has room again; after a kill the browser is started again, and nobody holds a file any more. */
  heal(): void {
    this.#left = Number.POSITIVE_INFINITY;
    this.#fault = null;
    for (const file of this.#handles) file.held = false;
    this.#handles.clear();
  }

  /** @returns what share of the bytes a write may write */
  step(what: 'write' | 'create' | 'other'): number {
    if (this.#left <= 0 && this.#fault === 'killed') throw new Error('The browser was killed.');
    // A full disk stays full; of what a handle fails at, the next may succeed.
    if (this.#left <= 0 && this.#fault === 'full' && what !== 'other') return this.#full(what);
    this.#left--;
    if (this.#left !== 0) return 1;
    if (this.#fault === 'full') return what === 'other' ? 1 : this.#full(what);
    if (this.#fault === 'gone') throw new DOMException('The handle is gone.', 'InvalidStateError');
    if (what === 'write') return 0.5;
    throw new Error('The browser was killed.');
  }

  #full(what: 'write' | 'create'): number {
    if (what === 'write') return 0.5;
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  }

  hold(file: FakeFile): void {
    this.#handles.add(file);
  }
}

/** A file in memory, with the calls of the Origin Private File System that are used. */
export class FakeFile {
  readonly kind = 'file';
  bytes = new Uint8Array(0);
  lastModified = 0;
  /** Held by a handle: nobody else gets one. */
  held = false;
  /** How many bytes a write takes at most, as where the disk is full. */
  room = Number.POSITIVE_INFINITY;

  constructor(
    readonly name: string,
    readonly disk: FakeDisk,
  ) {}

  async getFile(): Promise<File> {
    const { lastModified } = this;
    return new File([this.bytes.slice()], this.name, { lastModified });
  }

  async createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle> {
    if (this.held) throw new DOMException('Another handle is open.', 'NoModificationAllowedError');
    const { disk } = this;
    disk.step('other');
    this.held = true;
    disk.hold(this);
    const resize = (size: number) => {
      const bytes = new Uint8Array(size);
      bytes.set(this.bytes.subarray(0, size));
      this.bytes = bytes;
      this.lastModified = disk.time;
    };
    const view = (buffer: AllowSharedBufferSource) =>
      ArrayBuffer.isView(buffer)
        ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
        : new Uint8Array(buffer);
    return {
      read: (buffer, { at = 0 } = {}) => {
        const part = this.bytes.subarray(at, at + buffer.byteLength);
        view(buffer).set(part);
        return part.length;
      },
      write: (buffer, { at = 0 } = {}) => {
        const most = Math.floor(disk.step('write') * buffer.byteLength);
        const free = Math.max(0, this.bytes.length - at) + disk.free;
        const part = view(buffer).slice(0, Math.min(most, this.room, free));
        if (at + part.length > this.bytes.length) resize(at + part.length);
        this.bytes.set(part, at);
        this.lastModified = disk.time;
        if (most < buffer.byteLength) disk.step('other');
        return part.length;
      },
      truncate: (size) => {
        disk.step('other');
        resize(size);
      },
      getSize: () => this.bytes.length,
      flush: () => {
        disk.step('other');
      },
      close: () => {
        this.held = false;
      },
    };
  }
}

/** A folder in memory. */
export class FakeFolder {
  readonly kind = 'directory';
  readonly files = new Map<string, FakeFile>();
  readonly folders = new Map<string, FakeFolder>();

  constructor(
    readonly name: string,
    readonly disk: FakeDisk,
  ) {}

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<FakeFolder> {
    return this.#found(this.folders, name, create, () => new FakeFolder(name, this.disk));
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<FakeFile> {
    return this.#found(this.files, name, create, () => new FakeFile(name, this.disk));
  }

  #found<T>(among: Map<string, T>, name: string, create: boolean, make: () => T): T {
    const there = among.get(name);
    if (there) return there;
    if (!create) throw new DOMException('There is no such entry.', 'NotFoundError');
    this.disk.step('create');
    const made = make();
    among.set(name, made);
    return made;
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.files.keys(), ...this.folders.keys()];
  }

  async *values(): AsyncGenerator<FakeFile | FakeFolder> {
    yield* [...this.files.values(), ...this.folders.values()];
  }

  async removeEntry(name: string): Promise<void> {
    if (this.files.get(name)?.held) throw new DOMException('A handle is open.', 'NoModificationAllowedError');
    if (!this.files.has(name) && !this.folders.has(name))
      throw new DOMException('There is no such entry.', 'NotFoundError');
    this.disk.step('other');
    this.files.delete(name);
    this.folders.delete(name);
  }
}
