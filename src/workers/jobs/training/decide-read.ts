import type { BackboneCard } from '../../../core/backbone/card.ts';
import { allDepths, columnsOf } from '../../../core/backbone/read-depths.ts';
import { stratifiedSample } from '../../../core/features/photo-sample.ts';
import { hash32, seededRandom } from '../../../core/random.ts';
import { type Recipe, solvesHead } from '../../../core/training/recipe.ts';
import type { ReadChoice } from '../../../core/training/run.ts';
import { depthSets } from '../../../core/training/softmax-regression/depth-sets.ts';
import { penaltyPath, TYPICAL_PENALTY } from '../../../core/training/softmax-regression/penalty-path.ts';
import { chooseRead, ENOUGH_ROWS } from '../../../engine/training/softmax-regression/choose-read.ts';
import type { FeatureTable } from '../../../storage/features/features.ts';
import { Recent } from '../../runtime/recent.ts';
import { cacheKey } from '../../runtime/session.ts';
import { featureSource } from './feature-source.ts';
import { labelsOf } from './head-input.ts';
import { foldsOf, type LabelledPhoto } from './photos.ts';

/**
 * With more classes, sets of depths are not compared: the models of all folds of several sets beside each other take some
 * 3 kB for each photo and class, of two photos a class at least. With still more, one set's are too many.
 */
const MOST_COMPARED_CLASSES = 200;
const MOST_CHOSEN_CLASSES = 500;

/** What a head reads, and the penalty that it is solved with. */
export interface ReadDecision {
  /** Names of depths. */
  readonly read: readonly string[];
  readonly penalty: number;
  /** Null where the recipe left nothing to find out, or there are too few photos to. */
  readonly choice: ReadChoice | null;
  /** Of what was chosen, over photos judged by models that have not seen them; null where there was no choice. */
  readonly judged: JudgedRead | null;
}

export interface JudgedRead {
  /** Mean cross-entropy, nats. */
  readonly loss: number;
  /** Share of right answers, 0…1. */
  readonly accuracy: number;
  /** Of each photo that was judged, nats, in an order that depends on the photos alone. */
  readonly losses: Float32Array;
}

export interface DecideOptions {
  readonly recipe: Pick<Recipe, 'read' | 'penalty' | 'optimizer' | 'head'>;
  /** Of the whole network. */
  readonly card: BackboneCard;
  /** Its features; where they lie makes no difference. */
  readonly table: Pick<FeatureTable, 'read'>;
  /** Those that are learned from: no others may decide. */
  readonly photos: readonly LabelledPhoto[];
  readonly classes: number;
  /** Share of the work that is done, 0…1. */
  readonly onShare?: (share: number) => void;
  readonly signal: AbortSignal;
}

/** The last ones: training again, or an analysis of the same photos, need not find it out anew. */
const decided = new Recent<ReadDecision>();
decided.room = 8;

/**
 * Decides what a recipe's head reads and how strong its penalty is: what the recipe says, and by cross-validated log loss
 * what it leaves open. The same photos and features give the same answer.
 * @throws AbortError when stopped
 */
export function decideRead(options: DecideOptions): Promise<ReadDecision> {
  const { recipe, card, photos } = options;
  const known = allDepths(card);
  // A choice that was made for another network does not count.
  const wanted = recipe.read?.every((name) => known.includes(name)) ? recipe.read : null;
  const penalty = solvesHead(recipe) ? recipe.penalty : TYPICAL_PENALTY;
  const read = wanted ?? known;
  if ((wanted !== null || known.length === 1) && penalty !== null)
    return Promise.resolve({ read, penalty, choice: null, judged: null });
  const content = photos.map(({ sample: { hash, group }, label }) => `${hash} ${group} ${label}`).join();
  const key = [cacheKey(card), wanted?.join('+'), penalty, photos.length, hash32(content)].join();
  return decided.get(key, () => find({ ...options, read: wanted, penalty }));
}

async function find(
  options: DecideOptions & { readonly read: readonly string[] | null; readonly penalty: number | null },
): Promise<ReadDecision> {
  const { card, table, classes, onShare, signal, read, penalty } = options;
  const names = allDepths(card);
  const photos = stratifiedSample(
    options.photos,
    ({ label }) => label,
    Math.max(ENOUGH_ROWS, 2 * classes),
    seededRandom('what to read'),
    2,
  );
  const folds = foldsOf(photos, 'what to read');
  if (!folds || classes > MOST_CHOSEN_CLASSES)
    return {
      read: read ?? names,
      penalty: penalty ?? TYPICAL_PENALTY,
      choice: null,
      judged: null,
    };
  const keys = photos.map(({ sample }) => sample.hash);
  const features = await table.read(keys, columnsOf(card.depths, names));
  const given = read ?? (classes > MOST_COMPARED_CLASSES ? names : null);
  const candidates = given ? [given.map((name) => names.indexOf(name))] : depthSets(names.length);
  const { compared, best, losses } = await chooseRead({
    source: featureSource(features, keys, card.depths),
    labels: labelsOf(photos),
    classes,
    folds: Int32Array.from(folds.of),
    candidates,
    penalties: penalty === null ? penaltyPath : [penalty],
    ...(onShare && { onStep: ({ share }) => onShare(share) }),
    signal,
  });
  return {
    read: best.read,
    penalty: best.penalty,
    choice: { compared, penalty: best.penalty },
    judged: {
      loss: best.loss,
      accuracy: best.accuracy,
      losses: losses.filter((loss) => !Number.isNaN(loss)),
    },
  };
}
