import { READING } from '../../../core/backbone/speed.ts';
import { batchSize } from '../../../core/features/batch-size.ts';
import { type Phase, phasesOf } from '../../../core/training/phases.ts';
import { type PhaseMeasurement, planOf } from '../../../core/training/plan.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';
import { measureForward } from '../../../engine/backend/measure.ts';
import type { LearnerCost } from '../../../engine/training/measure-learner.ts';
import { ActivationTable } from '../../../storage/features/activations.ts';
import type { Job } from '../../runtime/job.ts';
import { backend, exclusively, getBackbone, getBackboneFiles, getFeatures } from '../../runtime/session.ts';
import { boundaryKey } from './boundary.ts';
import { headCost, tailCost } from './costs.ts';
import { photoViews, viewKeys } from './views.ts';

/** Bytes of the tab before it trains: the page, the engine's code, pictures under way. */
const TAB_BYTES = 350e6;

const plan: Job<'plan'> = ({ recipe, classes, train, validation }, { signal }) =>
  exclusively(signal, async () => {
    const [info, backbone] = await Promise.all([backend(), getBackbone(recipe.backbone)]);
    const { card } = backbone;
    const batch = batchSize(info, card.multiplyAdds);
    const views = photoViews(recipe, '').length;
    const keys = [...train.flatMap((hash) => viewKeys(hash, photoViews(recipe, hash))), ...validation];
    const features = await getFeatures(card);
    const forward = await measureForward(backbone, batch, signal, 3);
    const counts = { train: train.length, validation: validation.length };

    const measured: PhaseMeasurement[] = [];
    const phases = phasesOf(recipe, card.blocks.length);
    const files = phases.length > 1 ? await getBackboneFiles(recipe.backbone) : null;
    for (const phase of phases) {
      signal.throwIfAborted();
      if (!files || phase.blocks === 0) {
        const cost = await headCost(recipe, phase, card.features, classes, signal);
        const missing = keys.filter((key) => !features.has(key)).length;
        const memory = TAB_BYTES + keys.length * card.features * 4;
        measured.push({
          ...measurementOf(phase, counts, cost),
          missing,
          view: forward * READING,
          memory,
          disk: keys.length * (card.features * 4 + 32),
        });
        continue;
      }
      const cost = await tailCost(files, recipe, phase, classes, batch, signal);
      const { missing, length } = await boundaryNeeds(files, phase, keys, cost.shape);
      measured.push({
        ...measurementOf(phase, counts, cost),
        missing,
        view: cost.trunk * READING,
        memory: TAB_BYTES + 2 * cost.bytes + phase.batchSize * cost.photoBytes,
        disk: keys.length * (2 * length + 32),
      });
    }
    return planOf(measured, views);
  });

type Counts = Pick<PhaseMeasurement, 'train' | 'validation'>;

function measurementOf(
  phase: Phase,
  counts: Counts,
  { trainPhoto, step, validationPhoto }: LearnerCost,
): Omit<PhaseMeasurement, 'missing' | 'view' | 'memory' | 'disk'> {
  const steps = Math.ceil(counts.train / phase.batchSize);
  return {
    phase,
    ...counts,
    trainPhoto: trainPhoto + (step * steps) / Math.max(1, counts.train),
    validationPhoto,
  };
}

/** How many views' activations are not cached, and their length. */
async function boundaryNeeds(
  files: BackboneFiles,
  { blocks }: Phase,
  keys: readonly string[],
  shape: readonly [number, number, number],
): Promise<{ missing: number; length: number }> {
  const length = shape.reduce((product, n) => product * n, 1);
  const table = await ActivationTable.open(boundaryKey(files, blocks), length);
  try {
    return { missing: keys.filter((key) => !table.has(key)).length, length };
  } finally {
    table.close();
  }
}

export default plan;
