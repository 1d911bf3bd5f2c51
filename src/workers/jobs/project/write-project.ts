import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import type { BackboneCard } from '../../../core/backbone/card.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { FailureError } from '../../../core/project/failure.ts';
import {
  backboneFile,
  CHECKSUMS,
  PROJECT_JSON,
  type Project,
  picturesOf,
  type RunWeights,
  runBin,
  runJson,
} from '../../../core/project/project-file.ts';
import { writeBroughtCard } from '../../../core/project/project-file-backbone.ts';
import { picturePaths, writeProjectJson, writeRun } from '../../../core/project/project-file-write.ts';
import type { AnsweredRun } from '../../../core/training/run.ts';
import { sha256 } from '../../../engine/dataset/hash.ts';
import { mapInOrder } from '../../../engine/dataset/in-order.ts';
import { signatureOf } from '../../../engine/dataset/signature.ts';

/** Pictures in memory at a time: the next ones are read while one is written. */
const READ_AHEAD = 4;

/** What a project is written from. */
export interface ProjectSource extends Project {
  /** Ids of the brought backbones that it needs. */
  readonly backbones: readonly string[];
  /** The stored file of a picture. */
  picture(hash: string): Promise<Blob>;
  /** What a run says of each photo. */
  answered(runId: string): Promise<AnsweredRun>;
  /** What a run learned. */
  weights(runId: string): Promise<RunWeights>;
  /** The stored files of a brought backbone. */
  backbone(
    id: string,
  ): Promise<{ readonly card: BackboneCard; readonly model: Blob; readonly weights: Blob }>;
}

interface Options {
  readonly signal: AbortSignal;
  /** Version of this program. */
  readonly app: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Called after each picture, each run and each backbone. */
  readonly passed: () => void;
}

/**
 * Writes a project's file, one picture and one run after another: no more than a few are in memory at a time.
 * @param output takes the zip's bytes in their order; it is closed at the end
 * @throws FailureError 'not-found' for a picture that is missing or damaged; what `output` throws
 */
export async function writeProject(
  source: ProjectSource,
  output: WritableStream<Uint8Array>,
  { signal, app, createdAt, passed }: Options,
): Promise<void> {
  // This is a worker already.
  const zip = new ZipWriter(output, { useWebWorkers: false, signal });
  const sums: string[] = [];
  const add = async (path: string, bytes: Uint8Array<ArrayBuffer>, level: 0 | 6): Promise<void> => {
    sums.push(`${await sha256(bytes)}  ${path}\n`);
    await zip.add(path, new Uint8ArrayReader(bytes), { level });
  };
  const text = new TextEncoder();

  const paths = picturePaths(source.dataset);
  const pictures = mapInOrder(picturesOf(source.dataset).values(), READ_AHEAD, (sample) =>
    readPicture(source, sample, signal),
  );
  for await (const { hash, bytes } of pictures) {
    // Photos don't shrink.
    await zip.add(`${paths.get(hash) ?? hash}.${signatureOf(bytes)}`, new Uint8ArrayReader(bytes), {
      level: 0,
    });
    passed();
  }
  for (const { id } of source.runs) {
    signal.throwIfAborted();
    const { json, bin } = writeRun(await source.answered(id), await source.weights(id));
    await add(runJson(id), text.encode(json), 6);
    // Neither do weights, by more than a tenth.
    await add(runBin(id), bin, 0);
    passed();
  }
  for (const id of source.backbones) {
    signal.throwIfAborted();
    const { card, model, weights } = await source.backbone(id);
    await add(backboneFile(id, 'card.json'), text.encode(writeBroughtCard(card)), 6);
    await add(backboneFile(id, 'model.json'), await bytesOf(model), 6);
    await add(backboneFile(id, 'weights.bin'), await bytesOf(weights), 0);
    passed();
  }
  await add(PROJECT_JSON, text.encode(writeProjectJson(source, app, createdAt)), 6);
  await zip.add(CHECKSUMS, new Uint8ArrayReader(text.encode(sums.join(''))), { level: 6 });
  await zip.close();
}

const bytesOf = async (stored: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await stored.arrayBuffer());

/** A stored picture, which must still be what it is named by. */
async function readPicture(
  source: ProjectSource,
  { hash, name }: Sample,
  signal: AbortSignal,
): Promise<{ readonly hash: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  signal.throwIfAborted();
  const stored = await source.picture(hash).catch((error: unknown) => {
    throw error instanceof FailureError ? new FailureError({ file: name, ...error.failure }) : error;
  });
  const bytes = await bytesOf(stored);
  if ((await sha256(bytes)) === hash) return { hash, bytes };
  throw new FailureError({
    code: 'not-found',
    what: 'A stored photo is damaged.',
    file: name,
    todo: 'Delete the photo and drop it again, then save the project.',
  });
}
