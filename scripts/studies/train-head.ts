import type { BackboneCard } from '../../src/core/backbone/card.ts';
import { type Columns, columnsOf } from '../../src/core/backbone/read-depths.ts';
import { evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { Evaluation } from '../../src/core/evaluation/evaluation.ts';
import { hash32 } from '../../src/core/random.ts';
import { type Head, predictLogits } from '../../src/core/training/head.ts';
import type { Recipe } from '../../src/core/training/recipe.ts';
import { decideRead } from '../../src/workers/jobs/training/decide-read.ts';
import { solvedHead } from '../../src/workers/jobs/training/solved-head.ts';
import { sampleOf } from '../../test-support/core/dataset/fake-dataset.ts';
import type { Pictures } from './feature-set.ts';
import { columnsIn, inMemoryTable } from './in-memory-table.ts';

export interface TrainedHead {
  readonly head: Head;
  /** Of the features, those that it reads. */
  readonly columns: readonly Columns[];
}

/**
 * A head as the page solves it, without fine-tuning: what it reads and its penalty are found on the same pictures.
 * @param recipe one that solves its head
 */
export async function trainHead(
  { rows, labels }: Pictures,
  classes: number,
  card: BackboneCard,
  recipe: Recipe,
): Promise<TrainedHead> {
  // By content: what was decided for some pictures is remembered by their hashes.
  const hashes = rows.map((row, i) => `${i}-${hash32(row.join())}`);
  const photos = labels.map((label, i) => ({
    sample: sampleOf(String(i), { hash: hashes[i] ?? '' }),
    label,
  }));
  const table = inMemoryTable(new Map(hashes.map((hash, i) => [hash, rows[i] ?? new Float32Array()])));
  const { signal } = new AbortController();
  const { read, penalty } = await decideRead({ recipe, card, table, photos, classes, signal });
  const columns = columnsOf(card.depths, read);
  const { head } = await solvedHead({
    recipe,
    features: await table.read(hashes, columns),
    depths: card.depths.filter(({ name }) => read.includes(name)),
    classes,
    penalty,
    train: photos,
    views: [],
    folds: null,
    validation: [],
    signal,
  });
  return { head: [head], columns };
}

/** Pictures with the features that a head reads. */
export const readBy = ({ columns }: TrainedHead, { rows, labels }: Pictures): Pictures => ({
  rows: rows.map((row) => columnsIn(row, columns)),
  labels,
});

/** What a head says of pictures, of which it takes what it reads. */
export const judge = (trained: TrainedHead, pictures: Pictures): Evaluation =>
  evaluate(
    'test',
    readBy(trained, pictures).rows.map((row, i) => ({
      sampleId: String(i),
      label: pictures.labels[i] ?? 0,
      logits: predictLogits(trained.head, row),
    })),
  );
