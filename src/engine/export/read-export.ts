import type { Weights } from '../../core/backbone/weights.ts';
import type { KnownFeatures } from '../../core/evaluation/known-features.ts';
import {
  type ExportFiles,
  type ExportFormat,
  KNOWN_FILE,
  type WeightReader,
} from '../../core/export/exported.ts';
import { decodeKnown } from '../../core/export/known-file.ts';
import { MANIFEST_FILE, type ModelManifest } from '../../core/export/model-manifest.ts';
import { parseManifest } from '../../core/export/read-manifest.ts';
import { FailureError } from '../../core/project/failure.ts';
import { openArchive } from '../dataset/archive.ts';
import { signatureOf } from '../dataset/signature.ts';
import { damaged } from './damaged.ts';

/** What an export holds, of whatever format. */
export interface ReadExport {
  readonly format: ExportFormat;
  readonly manifest: ModelManifest;
  /** Under the whole model's names; not compared with any model yet. */
  readonly weights: Weights;
  /** PNG files in the manifest's order. */
  readonly golden: readonly Uint8Array<ArrayBuffer>[];
  readonly known: KnownFeatures | null;
}

/** Bytes of all files together, unpacked: three times the largest that the page writes. */
const LARGEST = 400 * 2 ** 20;
const MOST_FILES = 500;

const readers: Readonly<Record<ExportFormat, () => Promise<WeightReader>>> = {
  tfjs: async () => (await import('./tfjs/read-tfjs.ts')).readTfjs,
  onnx: async () => (await import('./onnx/read-onnx.ts')).readOnnx,
  keras: async () => (await import('./keras/read-keras.ts')).readKeras,
  html: async () => (await import('./html/read-html.ts')).readHtml,
};

/**
 * Reads an export, a zip or a page, into its parts.
 * @param name of the file, for messages
 * @throws FailureError 'unsupported-format' or 'archive-damaged' that says what is wrong; AbortError when stopped
 */
export async function readExport(file: Blob, name: string, signal: AbortSignal): Promise<ReadExport> {
  try {
    const { format, files } = await filesOf(file, name, signal);
    return await partsOf(format, files, name);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FailureError)) throw damaged('The model in it is damaged.', name, error);
    // A reader names the part that is damaged; the person knows the file.
    const { file: part = name } = error.failure;
    const path = part.startsWith(name) ? part : `${name}/${part}`;
    throw new FailureError({ ...error.failure, file: path }, { cause: error });
  }
}

async function partsOf(format: ExportFormat, files: ExportFiles, name: string): Promise<ReadExport> {
  const text = files.get(MANIFEST_FILE);
  if (!text)
    throw damaged(`It has no ${MANIFEST_FILE}, so it is not a model that this page has exported.`, name);
  const manifest = parseManifest(new TextDecoder().decode(text), MANIFEST_FILE);
  const golden = manifest.golden.map((picture) => {
    const png = files.get(picture.file);
    if (!png) throw damaged('A golden picture is missing.', picture.file);
    return png;
  });
  const known = files.get(KNOWN_FILE);
  const read = await readers[format]();
  return {
    format,
    manifest,
    golden,
    weights: await read(files),
    known: known ? decodeKnown(known, manifest.backbone.features) : null,
  };
}

interface OpenedExport {
  readonly format: ExportFormat;
  readonly files: ExportFiles;
}

async function filesOf(file: Blob, name: string, signal: AbortSignal): Promise<OpenedExport> {
  if (file.size > LARGEST) throw tooLarge(name);
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  if (signatureOf(head) === 'zip') {
    const files = await unzip(file, name, signal);
    return { format: zipFormat(files, name), files };
  }
  const { unpackHtml } = await import('./html/unpack-html.ts');
  const page = new Uint8Array(await file.arrayBuffer());
  return { format: 'html', files: await unpackHtml(page) };
}

async function unzip(file: Blob, name: string, signal: AbortSignal): Promise<ExportFiles> {
  const entries = await openArchive(file, name);
  if (entries.length > MOST_FILES) throw tooLarge(name);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let room = LARGEST;
  for (const entry of entries) {
    signal.throwIfAborted();
    const bytes = await entry.read(signal);
    room -= bytes.length;
    if (room < 0) throw tooLarge(name);
    files.set(entry.path, bytes);
  }
  return files;
}

function zipFormat(files: ExportFiles, name: string): ExportFormat {
  const paths = [...files.keys()];
  if (files.has('model.json')) return 'tfjs';
  if (paths.some((path) => path.endsWith('.onnx'))) return 'onnx';
  if (paths.some((path) => path.endsWith('.keras'))) return 'keras';
  throw damaged('There is no model in it that this page can read.', name);
}

function tooLarge(name: string): FailureError {
  return new FailureError({
    code: 'archive-entry-too-large',
    what: 'The file is far larger than any model that this page exports.',
    file: name,
    todo: 'Choose a file that this page has exported.',
  });
}
