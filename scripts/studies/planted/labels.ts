import { columnsOf } from '../../../src/core/backbone/read-depths.ts';
import { findLabelIssues, type LabelIssues } from '../../../src/core/evaluation/label-issues.ts';
import { type Random, seededRandom, shuffle } from '../../../src/core/random.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';
import { crossValidateHead } from '../../../src/workers/jobs/evaluation/cross-validate-head.ts';
import { decideRead } from '../../../src/workers/jobs/training/decide-read.ts';
import { trainingPhotos } from '../../../src/workers/jobs/training/photos.ts';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import type { StudiedBackbone } from '../features.ts';
import { inMemoryTable } from '../in-memory-table.ts';
import type { Groups } from './leaks.ts';
import type { Photo, Picture } from './pictures.ts';

const FOLDS = 5;
/** Of all photos: what gets another class, and how much of the ranked list is looked at. */
const WRONG = 0.05;
const LOOKED_AT = 0.1;

/** What a list of suspects says of the labels that were planted in it. */
export interface LabelFigures {
  readonly planted: number;
  /** Planted ones in the first tenth of all photos, by the list's order. */
  readonly found: number;
  /** All that is listed. */
  readonly suspects: number;
  readonly estimate: number;
}

/**
 * Labels of which a share is wrong.
 * @returns all labels, and which of them are another class than before
 */
export function plantWrongLabels(
  labels: readonly number[],
  classes: number,
  random: Random,
): { readonly labels: readonly number[]; readonly planted: ReadonlySet<number> } {
  const chosen = shuffle([...labels.keys()], random).slice(0, Math.round(WRONG * labels.length));
  const planted = new Set(chosen);
  const other = (label: number) => (label + 1 + Math.floor(random() * (classes - 1))) % classes;
  return { labels: labels.map((label, i) => (planted.has(i) ? other(label) : label)), planted };
}

export function labelFigures(
  { suspects, estimate, total }: LabelIssues,
  planted: ReadonlySet<string>,
): LabelFigures {
  const lookedAt = Math.round(LOOKED_AT * total);
  const found = suspects.slice(0, lookedAt).filter(({ sampleId }) => planted.has(sampleId)).length;
  return { planted: planted.size, found, suspects: suspects.length, estimate };
}

/**
 * Plants wrong labels and has the default recipe's cross-validation look for them, near-duplicates on one side.
 * @param groups of photos that show the same
 * @param seed of the wrong labels and of the recipe
 */
export async function searchWrongLabels(
  photos: readonly Photo[],
  pictures: readonly Picture[],
  groups: Groups,
  options: { readonly backbone: StudiedBackbone; readonly classes: readonly string[]; readonly seed: number },
): Promise<LabelFigures> {
  const { classes, seed } = options;
  const { card } = options.backbone;
  const { labels, planted } = plantWrongLabels(
    photos.map(({ label }) => label),
    classes.length,
    seededRandom(`wrong labels ${seed}`),
  );
  const groupOf = new Map(groups.flatMap((group, of) => group.map((photo) => [photo, String(of)] as const)));
  const samples = photos.map(({ hash, label }, i) =>
    sampleOf(hash, { hash, classId: String(labels[i] ?? label), group: groupOf.get(i) ?? null }),
  );
  const recipe = { ...defaultRecipe, backbone: card.id, seed };
  const table = inMemoryTable(
    new Map(photos.map(({ hash }, i) => [hash, pictures[i]?.features ?? new Float32Array()])),
  );
  const { train } = trainingPhotos({
    classes: classes.map((name, i) => ({ id: String(i), name, colour: i })),
    samples,
  });
  const { signal } = new AbortController();
  const { read, penalty } = await decideRead({
    recipe,
    card,
    table,
    photos: train,
    classes: classes.length,
    signal,
  });
  const { outOfFold } = await crossValidateHead({
    features: await table.read(
      train.map(({ sample }) => sample.hash),
      columnsOf(card.depths, read),
    ),
    depths: card.depths.filter(({ name }) => read.includes(name)),
    recipe,
    penalty,
    classes: classes.length,
    photos: train,
    folds: FOLDS,
    repeats: 1,
    onStep: () => {},
    signal,
  });
  const ids = new Set([...planted].flatMap((i) => photos[i]?.hash ?? []));
  return labelFigures(findLabelIssues(outOfFold, classes.length), ids);
}
