import type { BackboneCard } from '../../../core/backbone/card.ts';
import { READING } from '../../../core/backbone/speed.ts';
import { groupBy } from '../../../core/dataset/selectors.ts';
import { stratifiedSample } from '../../../core/features/photo-sample.ts';
import { toFailure } from '../../../core/project/failure.ts';
import { seededRandom } from '../../../core/random.ts';
import { type LeftOut, type NetworkFigures, spreadOf } from '../../../core/training/advice-figures.ts';
import { sampleProgress } from '../../../core/training/sample-progress.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively, getCard, getFeatures } from '../../runtime/session.ts';
import { byContent, foldsOf, type LabelledPhoto, trainingPhotos } from './photos.ts';
import { forwardTime, tryNetwork } from './try-network.ts';

/**
 * Photos that networks are compared on: with so many a difference of ten points in a hundred is seldom chance, and
 * ResNet-50 looks at them in half a minute on a usual processor.
 */
const SAMPLE = 120;
/** Of each class at the least: with fewer, folds would often lack it. */
const OF_A_CLASS = 4;
/** A network that would take longer to look at the sample is left out; milliseconds. */
const LONGEST_LOOK = 2 * 60_000;

/** The recipe's network comes first, the others by their work. */
const advise: Job<'advise'> = async ({ recipe, classes, samples, networks }, { signal, emit }) => {
  signal.throwIfAborted();
  const { train, validation } = trainingPhotos({ classes, samples });
  const photos = [...train, ...validation].sort(byContent);
  const most = Math.max(SAMPLE, OF_A_CLASS * classes.length);
  const random = seededRandom(`${recipe.seed} advice`);
  const sample = stratifiedSample(photos, ({ label }) => label, most, random, OF_A_CLASS);
  const counts = {
    sample: sample.length,
    photos: photos.length,
    perClass: spreadOf([...groupBy(photos, ({ label }) => label).values()].map(({ length }) => length)),
  };
  if (!foldsOf(sample, 'advice')) return { networks: [], leftOut: [], ...counts };

  const { backbone: present } = recipe;
  emit({ kind: 'loading', network: present });
  const speed = await exclusively(signal, async () => {
    const card = await getCard(present);
    return (await forwardTime(card, signal)) / card.multiplyAdds;
  });
  const leftOut: LeftOut[] = [];
  const leaveOut = (backbone: string, why: LeftOut['why'], milliseconds: number) =>
    leftOut.push({ backbone, why, milliseconds });
  const looks: Look[] = [];
  for (const id of new Set([present, ...networks])) {
    const card = await unlessUnavailable(getCard(id));
    const look = card && (await lookOf(card, sample, speed));
    if (!look) leaveOut(id, 'unavailable', 0);
    else if (id === present || look.milliseconds <= LONGEST_LOOK) looks.push(look);
    else leaveOut(id, 'slow', look.milliseconds);
  }
  const turn = ({ network, work }: Look) => (network === present ? 0 : work);
  looks.sort((a, b) => turn(a) - turn(b));

  const progress = sampleProgress(looks, () => performance.now());
  const figures: NetworkFigures[] = [];
  for (const { network } of looks) {
    const onLooked = (looked: number) => emit({ kind: 'looking', network, ...progress(network, looked) });
    const look = () => tryNetwork(network, sample, classes.length, { signal, emit, onLooked });
    // By turns: a training that is asked for meanwhile need not wait for all of them.
    const found = await unlessUnavailable(exclusively(signal, look));
    if (found) figures.push(found);
    else leaveOut(network, 'unavailable', 0);
  }
  return { networks: figures, leftOut, ...counts };
};

/** A network's part of the work. */
interface Look {
  readonly network: string;
  /** Multiply-adds for one picture. */
  readonly work: number;
  /** Those of the sample whose features aren't cached. */
  readonly photos: number;
  /** That they will take. */
  readonly milliseconds: number;
}

/** @param speed milliseconds for a multiply-add */
async function lookOf(card: BackboneCard, sample: readonly LabelledPhoto[], speed: number): Promise<Look> {
  const table = await getFeatures(card);
  const photos = sample.filter(({ sample: { hash } }) => !table.has(hash)).length;
  const { id: network, multiplyAdds: work } = card;
  return { network, work, photos, milliseconds: photos * work * speed * READING };
}

/** Null where a network can't be had, for want of a connection perhaps: the others are compared without it. */
async function unlessUnavailable<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (toFailure(error).code === 'model-unavailable') return null;
    throw error;
  }
}

export default advise;
