/**
 * What a worker's files have and a page's don't. The scripts and the tests are checked with the page's types, which know
 * more of what they use than the worker's do.
 */
interface FileSystemSyncAccessHandle {
  read(buffer: AllowSharedBufferSource, options?: { readonly at?: number }): number;
  write(buffer: AllowSharedBufferSource, options?: { readonly at?: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}
