import { isLitter, kindOfName } from '../../core/dataset/import/file-kind.ts';
import {
  CODE_PAGES,
  type CodePage,
  type DoubtfulNames,
  type FoundFiles,
  type OwnFile,
} from '../../core/dataset/import/found-files.ts';
import type { DroppedFile, ListedFile } from '../../core/dataset/import/import-plan.ts';
import { type PackedTable, packTable } from '../../core/dataset/import/label-table.ts';
import { MANIFEST_FILE } from '../../core/export/model-manifest.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import { CHECKSUMS, PROJECT_JSON } from '../../core/project/project-file.ts';
import { type ArchiveEntry, lockedFailure, type OpenedZip, openZip } from './archive.ts';
import { decodeAs } from './code-page.ts';
import { readBytes } from './decode.ts';
import { LARGEST_LIST, readLabelFile, readLabelText, tooLargeList } from './label-file.ts';
import { otherArchive } from './other-archive.ts';
import { signatureOf } from './signature.ts';
import { isTar, startOfGzip, tarFiles } from './tar.ts';
import { decodeText } from './text.ts';

/** Names that a question shows. */
const SHOWN = 4;

/**
 * Looks into what names don't tell: archives, lists of labels, files of any other ending. What can't be opened is a
 * problem of its own and costs nothing else.
 *
 * @param pages of archives' names, by path, where the person has chosen one
 */
export async function listFiles(
  files: readonly DroppedFile<Blob>[],
  pages: ReadonlyMap<string, CodePage>,
  signal: AbortSignal,
): Promise<FoundFiles> {
  const listing = new Listing(pages, signal);
  for (const { path, file } of files) {
    signal.throwIfAborted();
    try {
      await listing.add(path, file);
    } catch (error) {
      signal.throwIfAborted();
      listing.problems.push({ file: path, ...toFailure(error) });
    }
  }
  return listing.found();
}

class Listing {
  readonly files: ListedFile[] = [];
  readonly archives: string[] = [];
  readonly tables: PackedTable[] = [];
  readonly unpacked: string[] = [];
  readonly problems: Failure[] = [];
  readonly own: OwnFile[] = [];
  readonly doubtful: DoubtfulNames[] = [];
  /** Archives in the archive that is looked into. */
  private inner: string[] = [];

  constructor(
    private readonly pages: ReadonlyMap<string, CodePage>,
    private readonly signal: AbortSignal,
  ) {}

  /** Plain, to be posted. */
  found(): FoundFiles {
    const { files, archives, tables, unpacked, problems, own, doubtful } = this;
    return { files, archives, tables, unpacked, problems, own, doubtful };
  }

  async add(path: string, file: Blob): Promise<void> {
    if (kindOfName(path) === 'list') {
      if (file.size > LARGEST_LIST) throw tooLargeList(path);
      return this.addTable(path, await readBytes(file, path));
    }
    const start = await readBytes(file.slice(0, 1024), path);
    if (kindOfName(path) === 'text') {
      const read = () => readBytes(file.slice(0, LARGEST_LIST), path);
      return this.addText(path, start, read);
    }
    // A damaged zip may have lost its beginning; Office's documents are zips and say so by their ending.
    const other = otherArchive(path, start);
    if (other) throw other;
    if (signatureOf(start) === 'zip' || /\.zip$/i.test(path)) return this.addZip(path, file);
    if (isTar(start)) return this.addTar(path, file);
    const packed = start[0] === 0x1f && start[1] === 0x8b ? await startOfGzip(file) : null;
    if (packed && isTar(packed)) return this.addTar(path, file);
    if (kindOfName(path) === 'page' && (await isExportedPage(file))) {
      this.own.push({ path, kind: 'model' });
      return;
    }
    this.files.push({ path, kind: isPicture(start) ? 'photo' : 'other' });
  }

  private async addTable(path: string, bytes: Uint8Array): Promise<void> {
    if (isOwn(path, bytes)) {
      const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
      this.unpacked.push(folder);
      this.problems.push(unpackedFailure(folder === '' ? path : folder));
      return;
    }
    const table = await readLabelFile(path, bytes);
    if (table) this.tables.push(packTable(table));
  }

  /** A .txt that is no list of anything passes quietly. */
  private async addText(path: string, start: Uint8Array, read: () => Promise<Uint8Array>): Promise<void> {
    const table = await readLabelText(path, start, read);
    if (table) this.tables.push(packTable(table));
    else this.files.push({ path, kind: 'other' });
  }

  private async addZip(path: string, file: Blob): Promise<void> {
    const zip = await openZip(file, path, this.pages.get(path) ?? null);
    const names = new Set(zip.entries.map((entry) => entry.path));
    const kind =
      names.has(PROJECT_JSON) && names.has(CHECKSUMS) ? 'project' : names.has(MANIFEST_FILE) ? 'model' : null;
    if (kind) {
      this.own.push({ path, kind });
      return;
    }
    if (isDocument(names)) {
      this.files.push({ path, kind: 'other' });
      return;
    }
    this.archives.push(path);
    const wanted = zip.entries.filter((entry) => !isLitterPath(entry.path));
    const readable = this.withoutLocked(path, wanted);
    for (const entry of readable) await this.addEntry(`${path}/${entry.path}`, entry);
    this.tellInner(path);
    if (zip.doubtful && readable.length > 0) this.doubtful.push(doubtfulNames(path, zip));
  }

  /** One line for what is locked, however much it is. */
  private withoutLocked(path: string, entries: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
    for (const why of ['password', 'method'] as const) {
      const count = entries.filter(({ locked }) => locked === why).length;
      if (count === 0) continue;
      const { failure } = lockedFailure(why, path);
      const part = count < entries.length ? ` That is ${count} of its ${entries.length} files.` : '';
      this.problems.push({ ...failure, what: failure.what + part });
    }
    return entries.filter(({ locked }) => locked === null);
  }

  private async addEntry(path: string, entry: ArchiveEntry): Promise<void> {
    await this.addPacked(path, {
      start: () => entry.start(this.signal),
      read: () => entry.read(this.signal, LARGEST_LIST),
    });
  }

  private async addTar(path: string, file: Blob): Promise<void> {
    this.archives.push(path);
    for await (const { path: inside, read } of tarFiles(file, path)) {
      this.signal.throwIfAborted();
      if (!isLitterPath(inside)) await this.addPacked(`${path}/${inside}`, { start: read, read });
    }
    this.tellInner(path);
  }

  /** One line for what lies packed in an archive, however much it is. */
  private tellInner(path: string): void {
    if (this.inner.length > 0) this.problems.push(innerFailure(path, this.inner));
    this.inner = [];
  }

  /** A file of an archive: a damaged one costs itself alone. */
  private async addPacked(
    path: string,
    { start, read }: { readonly start: () => Promise<Uint8Array>; readonly read: () => Promise<Uint8Array> },
  ): Promise<void> {
    const kind = kindOfName(path);
    if (kind === 'photo' || kind === 'other' || kind === 'page') {
      this.files.push({ path, kind: kind === 'photo' ? 'photo' : 'other' });
      return;
    }
    try {
      if (kind === 'list') return await this.addTable(path, await read());
      const bytes = await start();
      if (kind === 'text') return await this.addText(path, bytes, read);
      const other = otherArchive(path, bytes);
      if (other) throw other;
      if (signatureOf(bytes) === 'zip' || kind === 'archive') this.inner.push(path);
      else this.files.push({ path, kind: isPicture(bytes) ? 'photo' : 'other' });
    } catch (error) {
      this.signal.throwIfAborted();
      this.problems.push({ file: path, ...toFailure(error) });
    }
  }
}

const isLitterPath = (path: string): boolean => path.split('/').some(isLitter);

const isPicture = (start: Uint8Array): boolean =>
  ['jpeg', 'png', 'gif', 'webp', 'avif', 'bmp', 'heic', 'tiff'].includes(signatureOf(start));

/** Office's and OpenDocument's files, apps and the like under any name. */
const isDocument = (names: ReadonlySet<string>): boolean =>
  names.has('[Content_Types].xml') || names.has('mimetype') || names.has('META-INF/MANIFEST.MF');

/** An export as a page carries its manifest beside its code. */
async function isExportedPage(file: Blob): Promise<boolean> {
  if (file.size > 400 * 2 ** 20) return false;
  const { findDataBlocks } = await import('../export/html/data-block.ts');
  return findDataBlocks(await file.text()).has(MANIFEST_FILE);
}

/** Whether it's the first file of a project or an export that was unpacked. */
function isOwn(path: string, bytes: Uint8Array): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name !== MANIFEST_FILE && name !== PROJECT_JSON) return false;
  return /"format"\s*:\s*"headstart-(model|project)"/.test(decodeText(bytes.subarray(0, 4096)));
}

function unpackedFailure(path: string): Failure {
  return {
    code: 'unsupported-format',
    what: 'This is a project or a model of this page, unpacked, so its pictures are not read as photos.',
    file: path,
    todo: 'Drop the file itself as it was saved, without unpacking it.',
  };
}

function innerFailure(path: string, inner: readonly string[]): Failure {
  const [first = ''] = inner;
  const name = first.slice(path.length + 1);
  const more = inner.length > 1 ? ` and ${inner.length - 1} more` : '';
  return {
    code: 'unsupported-format',
    what: `It holds other archives (${name}${more}), which are not opened inside it.`,
    file: path,
    todo: 'Unpack it and drop the folder: the archives in it are then read.',
  };
}

function doubtfulNames(path: string, { unmarked, page }: OpenedZip): DoubtfulNames {
  const folders = (unmarked ?? []).map((bytes) => bytes.subarray(0, lastSlash(bytes)));
  const special = folders.filter((bytes) => bytes.some((byte) => byte > 127));
  const different = new Map(
    (special.length > 0 ? special : (unmarked ?? [])).map((bytes) => [bytes.join(), bytes]),
  );
  const shown = [...different.values()].slice(0, SHOWN);
  const choices = CODE_PAGES.flatMap((choice) => {
    try {
      return [{ page: choice, names: shown.map((bytes) => decodeAs(bytes, choice)) }];
    } catch {
      // That page has no such bytes.
      return [];
    }
  });
  return { path, page, choices };
}

function lastSlash(bytes: Uint8Array): number {
  const at = Math.max(bytes.lastIndexOf(47), bytes.lastIndexOf(92));
  return at < 0 ? bytes.length : at;
}
