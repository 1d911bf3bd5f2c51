import { allDepths, asSeenBy, readDepths, readOf } from '../../../core/backbone/read-depths.ts';
import { type RestoredModel, restoreModel } from '../../../core/export/restore-model.ts';
import { FailureError, toFailure } from '../../../core/project/failure.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';
import { damaged } from '../../../engine/export/damaged.ts';
import { type ReadExport, readExport } from '../../../engine/export/read-export.ts';
import { getRun, nextRunNumber, putTrained } from '../../../storage/training/runs.ts';
import type { Job } from '../../runtime/job.ts';
import { backend, exclusively, getBackboneFiles } from '../../runtime/session.ts';
import { checkGolden } from './check-golden.ts';
import { restoredRun } from './restored-run.ts';
import { storeOnce } from './store-once.ts';

const STEPS = 3;

/** Nothing is stored before the model has answered its golden pictures. */
const importModel: Job<'importModel'> = ({ runId, file }, { signal, emit }) =>
  exclusively(signal, async () => {
    const step = (done: number) => {
      emit({ kind: 'step', done, total: STEPS });
      signal.throwIfAborted();
    };
    step(0);
    const read = await readExport(file, file.name, signal);
    step(1);
    const backbone = await backboneOf(read, file.name);
    const { model, head, tuned } = restored(read, backbone, file.name);
    step(2);
    const check = await checkGolden(read, model, signal);
    step(3);
    if (!check.passed)
      throw damaged(
        `The model answers its own check pictures otherwise than it should, by up to ${check.largest.toPrecision(2)}; nothing was stored.`,
        file.name,
      );
    const { known, manifest } = read;
    const { name } = await backend();
    const make = (number: number) =>
      restoredRun(manifest, {
        id: runId,
        number,
        createdAt: Date.now(),
        backend: name,
        read: allDepths(backbone.card),
        inputSize: backbone.card.input.size,
        known: known !== null,
        file: file.name,
      });
    const run = await storeOnce({ getRun, nextRunNumber, putTrained }, runId, make, { head, tuned, known });
    return { run, check };
  });

/** The pretrained network that the model rests on: a run keeps only what differs from it. */
async function backboneOf({ manifest }: ReadExport, file: string): Promise<BackboneFiles> {
  const { id, name, hash } = manifest.backbone;
  const missing = (cause: unknown) =>
    new FailureError(
      {
        code: 'model-unavailable',
        what: `The model rests on the pretrained network ${name}, which this page does not have, or has with other weights.`,
        file,
        todo: 'Open the file on the page that exported it. If that network was brought from elsewhere, bring it here first, under Model, with the same settings.',
      },
      { cause },
    );
  // It becomes part of an address.
  if (!/^[\w-][\w.-]*$/.test(id)) throw missing(`${id} is no name of a network`);
  let backbone: BackboneFiles;
  try {
    backbone = await getBackboneFiles(id);
  } catch (error) {
    throw ['model-unavailable', 'not-found'].includes(toFailure(error).code) ? missing(error) : error;
  }
  const read = readOf({ read: manifest.read, environment: { weights: hash } }, backbone.card);
  if (!read) throw missing('Another hash');
  const { size } = manifest.input;
  const card =
    size === backbone.card.formerSize ? asSeenBy({ inputSize: size }, backbone.card) : backbone.card;
  return { ...readDepths({ ...backbone, card }, read), weights: backbone.weights };
}

function restored(read: ReadExport, backbone: BackboneFiles, file: string): RestoredModel {
  const { card } = backbone;
  if (read.manifest.input.size !== card.input.size)
    throw damaged('The model takes pictures of another size than its pretrained network.', file);
  try {
    return restoreModel({ ...backbone, input: card.input }, read.manifest, read.weights);
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : 'The model is damaged.', file, error);
  }
}

export default importModel;
