import {
  type DroppedFile,
  isManifestName,
  type PlannedFile,
  planImport,
} from '../../../core/dataset/import-plan.ts';
import type { Manifest } from '../../../core/dataset/manifest.ts';
import { type Failure, toFailure } from '../../../core/project/failure.ts';
import { type ArchiveEntry, openArchive } from '../../../engine/dataset/archive.ts';
import { readBytes } from '../../../engine/dataset/decode.ts';
import { readManifest } from '../../../engine/dataset/manifest-file.ts';

/** A picture to import, wherever its bytes come from. */
export interface ImportSource {
  readonly path: string;
  readonly plan: Pick<PlannedFile<unknown>, 'className' | 'split' | 'fallbackClass'>;
  /** The bytes, and a blob of them to decode. */
  read(signal: AbortSignal): Promise<{ bytes: Uint8Array<ArrayBuffer>; blob: Blob }>;
}

export interface SourceListener {
  /** An archive turned out to hold so many files more than the one it counts for. */
  addToTotal(more: number): void;
  /** An archive or a list of labels in it that can't be read. */
  reject(failure: Failure): void;
}

/** The pictures of all files in their order; archives are opened when their turn comes. */
export async function* importSources(
  files: readonly PlannedFile<Blob>[],
  signal: AbortSignal,
  listener: SourceListener,
): AsyncGenerator<ImportSource> {
  for (const planned of files) {
    signal.throwIfAborted();
    const { path, file } = planned;
    if (planned.kind === 'image')
      yield { path, plan: planned, read: async () => ({ bytes: await readBytes(file, path), blob: file }) };
    else yield* archiveSources(planned, signal, listener);
  }
}

/** An archive's files, planned like dropped ones; what its folders leave open is taken from where the archive lay. */
async function* archiveSources(
  archive: PlannedFile<Blob>,
  signal: AbortSignal,
  listener: SourceListener,
): AsyncGenerator<ImportSource> {
  let entries: ArchiveEntry[];
  try {
    entries = await openArchive(archive.file, archive.path);
  } catch (error) {
    listener.addToTotal(-1);
    listener.reject(toFailure(error));
    return;
  }
  const manifests: Manifest[] = [];
  for (const entry of entries.filter(({ path }) => isManifestName(path))) {
    const path = `${archive.path}/${entry.path}`;
    try {
      const text = new TextDecoder().decode(await entry.read(signal));
      manifests.push(await readManifest(path, text));
    } catch (error) {
      signal.throwIfAborted();
      listener.reject({ file: path, ...toFailure(error) });
    }
  }
  const dropped: DroppedFile<ArchiveEntry>[] = entries.map((entry) => ({ path: entry.path, file: entry }));
  const { planned } = planImport(dropped, manifests, archive.className ?? archive.fallbackClass);
  listener.addToTotal(planned.length - 1);
  for (const plan of planned) {
    yield {
      path: `${archive.path}/${plan.path}`,
      plan: { ...plan, split: plan.split ?? archive.split },
      read: async (aborted) => {
        const bytes = await plan.file.read(aborted);
        return { bytes, blob: new Blob([bytes]) };
      },
    };
  }
}
