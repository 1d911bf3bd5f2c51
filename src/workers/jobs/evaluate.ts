import { evaluate } from '../../core/evaluation/evaluate.ts';
import { extractMissing } from './extraction.ts';
import type { Job } from './job.ts';
import { exclusively, getBackbone } from './session.ts';
import { trained } from './trained.ts';

const evaluateJob: Job<'evaluate'> = ({ runId, split, samples }, { signal, emit }) =>
  exclusively(async () => {
    const { run, head } = await trained(runId);
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const backbone = await getBackbone(run.recipe.backbone);
    const indexOf = new Map(run.classes.map(({ id }, i) => [id, i]));
    // Photos of classes that came after the run have no right answer there.
    const known = samples.filter((sample) => sample.split === split && indexOf.has(sample.classId));
    const { table } = await extractMissing(
      backbone,
      known,
      (progress) => emit({ kind: 'extracting', progress }),
      signal,
    );
    return evaluate(
      head,
      split,
      known.map(({ id, classId, hash }) => ({
        sampleId: id,
        label: indexOf.get(classId) ?? 0,
        features: table.get(hash),
      })),
    );
  });

export default evaluateJob;
