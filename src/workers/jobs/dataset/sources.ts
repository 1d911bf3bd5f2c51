import type { ImportItem } from '../../../core/dataset/import/found-files.ts';
import type { PlannedPhoto } from '../../../core/dataset/import/import-plan.ts';
import { inTurn } from '../../../core/dataset/import/in-turn.ts';
import { type Failure, toFailure } from '../../../core/project/failure.ts';
import { openZip } from '../../../engine/dataset/archive.ts';
import { readBytes } from '../../../engine/dataset/decode.ts';
import { signatureOf } from '../../../engine/dataset/signature.ts';
import { tarFiles } from '../../../engine/dataset/tar.ts';

/** A picture to import, wherever its bytes come from. */
export interface ImportSource {
  readonly path: string;
  readonly plan: Pick<PlannedPhoto, 'className' | 'split'>;
  /** The bytes, and a blob of them to decode. */
  read(signal: AbortSignal): Promise<{ bytes: Uint8Array<ArrayBuffer>; blob: Blob }>;
}

export interface SourceListener {
  /** So many photos of the item can't be read. */
  lost(count: number): void;
  reject(failure: Failure): void;
}

/** The pictures of all items in their order; archives are opened when their turn comes. */
export async function* importSources(
  items: readonly ImportItem<Blob>[],
  signal: AbortSignal,
  listener: SourceListener,
): AsyncGenerator<ImportSource> {
  for (const item of items) {
    signal.throwIfAborted();
    const { path, file } = item;
    if (item.kind === 'photo')
      yield { path, plan: item, read: async () => ({ bytes: await readBytes(file, path), blob: file }) };
    else yield* archiveSources(item, signal, listener);
  }
}

type ArchiveItem = Extract<ImportItem<Blob>, { kind: 'archive' }>;

/** An archive's planned photos; one that breaks off costs what comes after. */
async function* archiveSources(
  item: ArchiveItem,
  signal: AbortSignal,
  listener: SourceListener,
): AsyncGenerator<ImportSource> {
  let given = 0;
  try {
    const start = await readBytes(item.file.slice(0, 512), item.path);
    const isZip = signatureOf(start) === 'zip' || /\.zip$/i.test(item.path);
    for await (const source of isZip ? zipSources(item) : tarSources(item)) {
      given++;
      yield source;
    }
  } catch (error) {
    signal.throwIfAborted();
    listener.reject({ file: item.path, ...toFailure(error) });
  }
  if (given < item.photos.length) listener.lost(item.photos.length - given);
}

async function* zipSources({ path, file, page, photos }: ArchiveItem): AsyncGenerator<ImportSource> {
  const { entries } = await openZip(file, path, page);
  const wanted = inTurn(photos);
  for (const entry of entries) {
    const plan = wanted(`${path}/${entry.path}`);
    if (!plan) continue;
    yield {
      path: plan.path,
      plan,
      read: async (aborted) => {
        const bytes = await entry.read(aborted);
        return { bytes, blob: new Blob([bytes]) };
      },
    };
  }
}

/** A tar is read in its order, so its files are read before their turn comes. */
async function* tarSources({ path, file, photos }: ArchiveItem): AsyncGenerator<ImportSource> {
  const wanted = inTurn(photos);
  for await (const entry of tarFiles(file, path)) {
    const plan = wanted(`${path}/${entry.path}`);
    if (!plan) continue;
    const bytes = await entry.read();
    yield { path: plan.path, plan, read: async () => ({ bytes, blob: new Blob([bytes]) }) };
  }
}
