import { version } from '../../../../package.json';
import { exportFileName } from '../../../core/export/export-name.ts';
import { licenceText } from '../../../core/export/licence-text.ts';
import { manifestOf } from '../../../core/export/manifest-of.ts';
import { restoreModel } from '../../../core/export/restore-model.ts';
import { wholeModel } from '../../../core/export/whole-model.ts';
import { nameOfRun } from '../../../core/training/run-name.ts';
import { withTuned } from '../../../engine/backbone/load.ts';
import { readExport } from '../../../engine/export/read-export.ts';
import { writeExport } from '../../../engine/export/write-export.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively, getRunFiles } from '../../runtime/session.ts';
import { trained } from '../training/trained-runs.ts';
import { checkGolden } from './check-golden.ts';
import { goldenPictures } from './golden-pictures.ts';
import { siteBundle } from './site-bundle.ts';

const STEPS = 5;

/** The proof is of the file itself: what was written is read, and that answers. */
const exportModel: Job<'exportModel'> = ({ runId, format, golden: hashes }, { signal, emit }) =>
  exclusively(signal, async () => {
    let done = 0;
    const step = () => {
      emit({ kind: 'step', done, total: STEPS });
      done++;
      signal.throwIfAborted();
    };
    step();
    const finished = await trained(runId);
    const { run, head, tuned, known } = finished;
    const backbone = await getRunFiles(finished);
    const { card, topology } = backbone;
    step();
    const golden = await goldenPictures(finished, hashes, signal);
    const manifest = manifestOf({
      run,
      card,
      tuned: [...tuned.keys()],
      golden: golden.answers,
      app: version,
    });
    step();
    const weights = withTuned(backbone.weights, tuned);
    const file = await writeExport(
      format,
      {
        model: wholeModel({ topology, weights }, card.input, head, run.temperature),
        manifest,
        golden: golden.files,
        known,
        blocks: card.blocks,
        data: run.data,
        licence: licenceText(card),
        bundle: siteBundle,
      },
      signal,
    );
    step();
    const fileName = exportFileName(nameOfRun(run), format);
    const read = await readExport(file, fileName, signal);
    const { model } = restoreModel({ ...backbone, input: card.input }, read.manifest, read.weights);
    step();
    const check = await checkGolden(read, model, signal);
    step();
    return { fileName, file, check };
  });

export default exportModel;
