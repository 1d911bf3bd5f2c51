import type { BackboneSource } from '../../../core/backbone/own-backbone.ts';
import { openArchive } from '../../dataset/archive.ts';
import { refused } from './failure.ts';

/** The files of a brought model, wherever they are. */
export interface ModelFolder {
  /** What the person calls it: the zip's, the folder's or the address's last part. */
  readonly name: string;
  /** Paths of files that may describe a model, the nearest first; of an address the one that it names. */
  readonly candidates: readonly string[];
  /**
   * @param path of one of the candidates, or one that stands in a model.json at `base`
   * @throws FailureError where it can't be read or isn't there
   */
  read(path: string, base?: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Above the largest published image network (VGG-19 with its classifier, 575 MB); a tab must hold it in memory. */
export const MOST_WEIGHT_BYTES: number = 640 * 2 ** 20;

interface Found {
  readonly path: string;
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Opens what was dropped, chosen or named.
 * @param origin of this site: no address elsewhere may be asked
 * @throws FailureError
 */
export async function openFolder(
  source: BackboneSource<Blob>,
  origin: string,
  signal: AbortSignal,
): Promise<ModelFolder> {
  if (source.kind === 'address') return fromAddress(source.url, origin, signal);
  const [first] = source.files;
  const zip = source.files.find(({ path }) => /\.zip$/i.test(path));
  if (zip) {
    const entries = await openArchive(zip.file, zip.path);
    return fromFiles(
      nameOf(zip.path).replace(/\.zip$/i, ''),
      entries.map((entry) => ({ path: entry.path, read: () => entry.read(signal) })),
    );
  }
  const folder = first?.path.includes('/') ? (first.path.split('/').at(-2) ?? '') : '';
  return fromFiles(
    folder,
    source.files.map(({ path, file }) => ({
      path,
      read: async () => {
        if (file.size > MOST_WEIGHT_BYTES)
          throw refused(
            `The file has ${Math.round(file.size / 1e6)} MB; ${Math.round(MOST_WEIGHT_BYTES / 1e6)} MB are the most.`,
            path,
            'Bring a smaller one.',
          );
        return new Uint8Array(await file.arrayBuffer());
      },
    })),
  );
}

/** How files end that may describe a model. */
const MODEL_FILE = /\.(json|onnx|keras|h5|hdf5)$/i;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

function fromFiles(name: string, files: readonly Found[]): ModelFolder {
  const shown = files.filter(
    ({ path }) => !path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX'),
  );
  const byPath = new Map(shown.map((file) => [file.path, file]));
  /** Files that were chosen by hand have no folders. */
  const byName = new Map(shown.map((file) => [nameOf(file.path), file]));
  return {
    name,
    candidates: shown
      .map(({ path }) => path)
      .filter((path) => MODEL_FILE.test(path))
      .sort((a, b) => a.split('/').length - b.split('/').length),
    read: async (path, base = '') => {
      const found = byPath.get(`${folderOf(base)}${path}`) ?? byName.get(nameOf(path));
      if (!found)
        throw refused(
          'This file of the model is missing.',
          path,
          'Choose it together with model.json, or bring all of them as a zip.',
        );
      return found.read();
    },
  };
}

function fromAddress(url: string, origin: string, signal: AbortSignal): ModelFolder {
  const here = (address: string, base?: string): URL => {
    const parsed = URL.canParse(address, base) ? new URL(address, base) : null;
    if (!parsed) throw refused('This is not an address.', address, 'Write it as “models/mine/model.json”.');
    if (parsed.origin !== origin)
      throw refused(
        'This page asks no other site for anything.',
        address,
        'Download the model’s files there, and drop them here.',
      );
    return parsed;
  };
  const { href, pathname } = here(url);
  return {
    name: pathname.split('/').at(-2) ?? '',
    candidates: [href],
    read: async (path, base) => {
      const address = here(path, base);
      const gone = (cause: unknown) =>
        refused(
          'This file can’t be had from the site.',
          path,
          'Check the address, or drop the files.',
          cause,
        );
      const response = await fetch(address, { signal }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw gone(error);
      });
      if (!response.ok) throw gone(response.status);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
