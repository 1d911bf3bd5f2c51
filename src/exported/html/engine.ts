import '../../core/fill-in.ts';
import { parseTopology } from '../../core/backbone/topology.ts';
import { KNOWN_FILE } from '../../core/export/exported.ts';
import { decodeKnown } from '../../core/export/known-file.ts';
import { MANIFEST_FILE, type ModelManifest } from '../../core/export/model-manifest.ts';
import { parityCheck } from '../../core/export/parity.ts';
import { toFailure } from '../../core/project/failure.ts';
import { squarePixels } from '../../engine/dataset/draw.ts';
import { unpackBlock } from '../../engine/export/html/data-block.ts';
import { readTfjs } from '../../engine/export/tfjs/read-tfjs.ts';
import { answerer } from './answerer.ts';
import type { EngineReply, EngineRequest, PageAnswer, Started } from './messages.ts';
import { startBackend } from './start-backend.ts';

/*
 * The exported page's worker: the model, and all that is computed. One answer after another, since the pixels of one
 * picture are drawn over those of the last.
 */

/** Answers for a picture, and closes it. */
type AnswerPicture = (bitmap: ImageBitmap) => Promise<PageAnswer>;

let answerPicture: AnswerPicture | null = null;
let queue: Promise<unknown> = Promise.resolve();

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<EngineRequest>) => {
  queue = queue
    .then(() => respond(data))
    .catch((error: unknown): EngineReply => ({ kind: 'failed', failure: toFailure(error) }))
    .then((reply) => port?.postMessage(reply));
});

async function respond(request: EngineRequest): Promise<EngineReply> {
  if (request.kind === 'start')
    return { kind: 'started', started: await start(request.files, request.golden) };
  if (!answerPicture) throw new Error('The model has not been started.');
  return { kind: 'answered', answer: await answerPicture(request.picture) };
}

/** @param packed the page's files */
async function start(packed: ReadonlyMap<string, string>, golden: readonly ImageBitmap[]): Promise<Started> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [path, text] of packed) files.set(path, await unpackBlock(path, text));
  const file = (path: string) => files.get(path) ?? new Uint8Array();

  const json = (path: string) => JSON.parse(new TextDecoder().decode(file(path)));
  const manifest: ModelManifest = json(MANIFEST_FILE);
  const backend = await startBackend(file('code/backend.wasm'));
  const known = files.get(KNOWN_FILE);
  const answer = answerer(
    { topology: parseTopology(json('model.json')), weights: await readTfjs(files) },
    manifest,
    known ? decodeKnown(known, manifest.backbone.features) : null,
  );
  const drawAndAnswer: AnswerPicture = async (bitmap) => {
    try {
      return await answer(squarePixels(bitmap, manifest.input.size));
    } finally {
      bitmap.close();
    }
  };

  const answers: Float32Array[] = [];
  for (const picture of golden) answers.push((await drawAndAnswer(picture)).probabilities);
  answerPicture = drawAndAnswer;
  const expected = manifest.golden.map(({ probabilities }) => probabilities);
  return { backend, check: parityCheck(expected, answers) };
}
