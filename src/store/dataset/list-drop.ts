import { isLitter, kindOfName } from '../../core/dataset/import/file-kind.ts';
import type {
  CodePage,
  DoubtfulNames,
  FoundFiles,
  ImportItem,
  OwnFile,
} from '../../core/dataset/import/found-files.ts';
import type {
  DroppedFile,
  ListedFile,
  PackedListing,
  PlannedPhoto,
  UnreadableFile,
} from '../../core/dataset/import/import-plan.ts';
import { inTurn } from '../../core/dataset/import/in-turn.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { EngineClient } from '../../workers/runtime/client.ts';

export type DropFiles = AsyncIterable<Dropped> | Iterable<Dropped>;
type Dropped = DroppedFile<Blob> | UnreadableFile;

/** Files handed to the worker at a time: to clone ten thousand at once would block the page. */
export const CHUNK = 50;

/** What was dropped, listed: its files' bytes stay here. */
export interface Drop {
  readonly listing: PackedListing;
  readonly problems: readonly Failure[];
  readonly own: readonly OwnFile[];
  readonly doubtful: readonly DoubtfulNames[];
  /** In which archives' names were read where the person has chosen. */
  readonly pages: ReadonlyMap<string, CodePage>;
  readonly files: readonly DroppedFile<Blob>[];
}

/**
 * Walks through everything that was dropped. Names tell most of what is what; into archives, lists and files of other
 * endings the worker looks.
 *
 * @param onFound is told now and then how many files were found
 */
export async function listDrop(
  dropped: DropFiles,
  client: EngineClient,
  signal: AbortSignal,
  onFound: (found: number) => void,
): Promise<Drop> {
  const files: DroppedFile<Blob>[] = [];
  const problems: Failure[] = [];
  let told = 0;
  onFound(0);
  for await (const file of dropped) {
    signal.throwIfAborted();
    if (file.file === null) problems.push(file.failure);
    else if (!file.path.split('/').some(isLitter)) files.push(file);
    if (performance.now() - told > 100) {
      told = performance.now();
      onFound(files.length);
    }
  }
  return lookInto(files, problems, new Map(), client, signal);
}

/** The same drop with names of archives read in pages that the person has chosen. */
export function listAgain(
  { files, problems, pages }: Drop,
  chosen: ReadonlyMap<string, CodePage>,
  client: EngineClient,
  signal: AbortSignal,
): Promise<Drop> {
  // Those that the page found: what the worker finds, it finds again.
  const listed = new Set(files.map(({ path }) => path));
  const own = problems.filter(({ code, file }) => code === 'not-found' && !listed.has(file ?? ''));
  return lookInto(files, own, new Map([...pages, ...chosen]), client, signal);
}

async function lookInto(
  files: readonly DroppedFile<Blob>[],
  unreadable: readonly Failure[],
  pages: ReadonlyMap<string, CodePage>,
  client: EngineClient,
  signal: AbortSignal,
): Promise<Drop> {
  const unclear = files.filter(({ path }) => kindByName(path) === null);
  const found: FoundFiles[] = [];
  for (let start = 0; start < unclear.length; start += CHUNK)
    found.push(
      await client.run('listFiles', { files: unclear.slice(start, start + CHUNK), pages }, { signal }),
    );
  const named = files.flatMap(({ path }): readonly ListedFile[] => {
    const kind = kindByName(path);
    return kind === null ? [] : [{ path, kind }];
  });
  return {
    files,
    pages,
    listing: {
      files: [...named, ...found.flatMap((part) => part.files)],
      archives: found.flatMap(({ archives }) => archives),
      tables: found.flatMap(({ tables }) => tables),
      unpacked: found.flatMap(({ unpacked }) => unpacked),
    },
    problems: [...unreadable, ...found.flatMap(({ problems }) => problems)],
    own: found.flatMap(({ own }) => own),
    doubtful: found.flatMap(({ doubtful }) => doubtful),
  };
}

/** null: only its bytes tell. */
function kindByName(path: string): ListedFile['kind'] | null {
  const kind = kindOfName(path);
  return kind === 'photo' || kind === 'other' ? kind : null;
}

/** The photos of a drop as the worker reads them, in parts: some files, or all that is wanted of an archive. */
export function* importParts(
  { listing, files, pages }: Drop,
  photos: readonly PlannedPhoto[],
): Generator<readonly ImportItem<Blob>[]> {
  const archives = new Set(listing.archives);
  const fileOf = inTurn(files);
  const inside = new Map<string, PlannedPhoto[]>();
  let part: ImportItem<Blob>[] = [];
  for (const photo of photos) {
    const archive = archiveOf(photo.path, archives);
    if (archive !== null) {
      const there = inside.get(archive);
      if (there) there.push(photo);
      else inside.set(archive, [photo]);
      continue;
    }
    const file = fileOf(photo.path)?.file;
    if (file) part.push({ kind: 'photo', file, ...photo });
    if (part.length < CHUNK) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
  for (const [path, wanted] of inside) {
    const file = fileOf(path)?.file;
    if (file) yield [{ kind: 'archive', path, file, page: pages.get(path) ?? null, photos: wanted }];
  }
}

/** The archive that a listed file lies in; null: in none. */
export function archiveOf(path: string, archives: ReadonlySet<string>): string | null {
  if (archives.size === 0) return null;
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
    if (archives.has(path.slice(0, end))) return path.slice(0, end);
  return null;
}
