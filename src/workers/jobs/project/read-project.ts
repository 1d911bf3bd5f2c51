import type { Sample } from '../../../core/dataset/dataset.ts';
import {
  backboneFile,
  CHECKSUMS,
  hashInPath,
  largest,
  PROJECT_JSON,
  picturesOf,
  type RunWeights,
  runBin,
  runJson,
} from '../../../core/project/project-file.ts';
import { readBroughtCard, sameLayers } from '../../../core/project/project-file-backbone.ts';
import { migrate, type ProjectPart, versionOfProject } from '../../../core/project/project-file-migrate.ts';
import { type ProjectJson, readProjectJson } from '../../../core/project/project-file-read.ts';
import { readRun } from '../../../core/project/project-file-run.ts';
import type { AnsweredRun } from '../../../core/training/run.ts';
import { readModel } from '../../../engine/backbone/own/read-model.ts';
import { type ArchiveEntry, openArchive } from '../../../engine/dataset/archive.ts';
import { sha256 } from '../../../engine/dataset/hash.ts';
import { type MadeBackbone, makeOwn } from '../backbone/make-own.ts';
import { damaged, inProject, tooNew } from './failures.ts';

/** Pictures are stored as they are; a zip that was packed again may have shrunk some of them so many times. */
const LARGEST_RATIO = 10;

const BACKBONE_FILES = ['card.json', 'model.json', 'weights.bin'] as const;

/** A picture of a project's file, not read yet. */
export interface ProjectPicture {
  /** The first that shows it. */
  readonly sample: Sample;
  readonly entry: ArchiveEntry;
}

/** A project's file whose lists and texts are checked; its runs and pictures are read one by one. */
export interface ProjectReader {
  readonly project: ProjectJson;
  readonly pictures: readonly ProjectPicture[];
  /**
   * Reads a run and checks it.
   * @param id one of `project.runs`
   */
  readRun(id: string): Promise<{ readonly run: AnsweredRun; readonly weights: RunWeights }>;
  /**
   * Reads a brought backbone as if it were brought here: nothing of it is taken on trust.
   * @param id one of `project.backbones`
   */
  readBackbone(id: string): Promise<MadeBackbone>;
}

/**
 * Opens a project's file and checks what project.json says, that all that it names is there, and that nothing else is.
 * @param file its name, for messages
 * @throws FailureError 'archive-damaged', 'unsupported-format' for another kind of zip or one of a newer version
 */
export async function readProject(blob: Blob, file: string, signal: AbortSignal): Promise<ProjectReader> {
  const archive = await inProject(file, '', () => openArchive(blob, ''));
  const fail = damaged(file, '');
  const entries = new Map<string, ArchiveEntry>();
  for (const entry of archive) {
    if (entries.has(entry.path)) fail(`“${entry.path}” is there twice.`);
    entries.set(entry.path, entry);
  }

  const bytesOf = async (path: string, most: number): Promise<Uint8Array<ArrayBuffer>> => {
    const entry = entries.get(path) ?? fail(`“${path}” is missing.`);
    return inProject(file, path, () => entry.read(signal, most));
  };
  const sums = checksumsIn(textOf(await bytesOf(CHECKSUMS, largest.json), file, CHECKSUMS));
  const checkedBytes = async (path: string, most: number) => {
    const bytes = await bytesOf(path, most);
    if ((await sha256(bytes)) !== sums.get(path)) damaged(file, path)('It is not what was saved.');
    return bytes;
  };
  const jsonOf = async (path: string) =>
    parse(textOf(await checkedBytes(path, largest.json), file, path), file, path);

  const stored = await jsonOf(PROJECT_JSON);
  const version = versionOfProject(stored, damaged(file, PROJECT_JSON), tooNew(file));
  const migrated = (json: unknown, part: ProjectPart) => migrate(json, part, version);
  const project = readProjectJson(migrated(stored, 'project'), damaged(file, PROJECT_JSON));

  const entryOf = new Map([...entries.values()].map((entry) => [hashInPath(entry.path), entry]));
  const pictures = [...picturesOf(project.dataset)].map(([hash, sample]): ProjectPicture => {
    return { sample, entry: entryOf.get(hash) ?? fail(`The picture of “${sample.name}” is missing.`) };
  });
  const bytes = pictures.reduce((sum, { sample }) => sum + sample.bytes, 0);
  if (bytes > LARGEST_RATIO * blob.size) fail('Its pictures are larger than it can hold.');
  const named = new Set([
    PROJECT_JSON,
    CHECKSUMS,
    ...project.runs.flatMap((id) => [runJson(id), runBin(id)]),
    ...project.backbones.flatMap((id) => BACKBONE_FILES.map((name) => backboneFile(id, name))),
    ...pictures.map(({ entry }) => entry.path),
  ]);
  for (const path of entries.keys()) if (!named.has(path)) fail(`“${path}” does not belong to it.`);

  return {
    project,
    pictures,
    readRun: async (id) => {
      const json = migrated(await jsonOf(runJson(id)), 'run');
      return readRun(id, json, await checkedBytes(runBin(id), largest.bin), damaged(file, runJson(id)));
    },
    readBackbone: async (id) => {
      const [card, model, weights] = [
        backboneFile(id, 'card.json'),
        backboneFile(id, 'model.json'),
        backboneFile(id, 'weights.bin'),
      ] as const;
      const wrong = damaged(file, card);
      const { wanted, files, measured, blocks } = readBroughtCard(
        migrated(await jsonOf(card), 'card'),
        wrong,
      );
      const brought = [
        { path: 'model.json', file: new Blob([await checkedBytes(model, largest.json)]) },
        { path: 'weights.bin', file: new Blob([await checkedBytes(weights, largest.weights)]) },
      ];
      const made = await inProject(file, model, async () => {
        const read = await readModel(
          { kind: 'files', files: brought },
          { origin: '', signal, onStep: () => {} },
        );
        return makeOwn({ ...read, files }, wanted);
      });
      if (made.card.id !== id || !sameLayers(blocks, made.card.blocks))
        wrong('It is not the network that was saved.');
      return { ...made, card: { ...made.card, measured, blocks } };
    },
  };
}

/** As `sha256sum` writes them: the hash, two spaces, the path. Lines that are none say nothing of any file. */
function checksumsIn(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').flatMap((line) => {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    return hash !== undefined && path !== undefined ? [[path, hash] as const] : [];
  });
  return new Map(lines);
}

function textOf(bytes: Uint8Array<ArrayBuffer>, file: string, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return damaged(file, path)('It is no text.');
  }
}

function parse(text: string, file: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return damaged(file, path)('It is no JSON.');
  }
}
