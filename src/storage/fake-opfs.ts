/** A file in memory, with the calls of the Origin Private File System that the tables use. */
export class FakeFile {
  bytes = new Uint8Array(0);
  /** Held by a handle: nobody else gets one. */
  held = false;
  /** How many bytes a write takes at most, as where the disk is full. */
  room = Number.POSITIVE_INFINITY;

  async getFile(): Promise<File> {
    return new File([this.bytes.slice()], 'table');
  }

  async createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle> {
    if (this.held) throw new DOMException('Another handle is open.', 'NoModificationAllowedError');
    this.held = true;
    const resize = (size: number) => {
      const bytes = new Uint8Array(size);
      bytes.set(this.bytes.subarray(0, size));
      this.bytes = bytes;
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
        const part = view(buffer).subarray(0, this.room);
        if (at + part.length > this.bytes.length) resize(at + part.length);
        this.bytes.set(part, at);
        return part.length;
      },
      truncate: resize,
      getSize: () => this.bytes.length,
      flush: () => {},
      close: () => {
        this.held = false;
      },
    };
  }
}

/** A folder in memory. */
export class FakeFolder {
  readonly files = new Map<string, FakeFile>();
  readonly folders = new Map<string, FakeFolder>();

  async getDirectoryHandle(name: string): Promise<FakeFolder> {
    const folder = this.folders.get(name) ?? new FakeFolder();
    this.folders.set(name, folder);
    return folder;
  }

  async getFileHandle(name: string): Promise<FakeFile> {
    const file = this.files.get(name) ?? new FakeFile();
    this.files.set(name, file);
    return file;
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.files.keys(), ...this.folders.keys()];
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.files.delete(name) && !this.folders.delete(name))
      throw new DOMException('There is no such entry.', 'NotFoundError');
  }
}
