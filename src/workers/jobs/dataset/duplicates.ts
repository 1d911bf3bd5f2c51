import { columnsOf, middleDepth } from '../../../core/backbone/read-depths.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import type { DuplicateGroup } from '../../../core/dataset/duplicates.ts';
import { groupBy } from '../../../core/dataset/selectors.ts';
import { type GreySquare, LIKENESS_SIDE } from '../../../core/features/likeness.ts';
import {
  LEAST_SIMILARITY,
  MOST_NEIGHBOURS,
  samePicture,
  samePictureGroups,
} from '../../../core/features/same-picture.ts';
import { type NearPair, nearestPairs } from '../../../engine/features/nearest-pairs.ts';
import { Pace } from '../../../engine/training/pace.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively, getBackbone } from '../../runtime/session.ts';
import { extractDepths } from '../features/extraction.ts';
import { photosOnly } from '../features/wanted-views.ts';
import { thumbnailGreys } from './thumbnail-grey.ts';

/** Thumbnails read at a time. */
const CHUNK = 100;

/**
 * First by features, all photos with all, then by their looks those that are near. What is learned from is compared by
 * itself: its groups, and with them the folds, are the same whether test photos are looked at or not. These only join.
 */
const duplicates: Job<'duplicates'> = ({ backbone: id, samples, ifCached }, { signal, emit }) =>
  exclusively(signal, async () => {
    signal.throwIfAborted();
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const backbone = await getBackbone(id);
    const began = performance.now();
    const depth = middleDepth(backbone.card);
    const { table, extracted } = await extractDepths(backbone, photosOnly(samples), [depth], {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    const extraction = extracted > 0 ? performance.now() - began : 0;
    emit({ kind: 'preparing', what: 'Looking for near-duplicates' });
    const { pictures, learned } = inParts([...samples, ...ifCached.filter(({ hash }) => table.has(hash))]);
    const hashes = pictures.map(([hash]) => hash);
    const features = await table.read(hashes, columnsOf(backbone.card.depths, [depth]));
    const step = (done: number, total: number) => emit({ kind: 'step', done, total });
    const pace = new Pace(signal);
    const rows = hashes.map((hash) => features.get(hash));
    const options = { least: LEAST_SIMILARITY, most: MOST_NEIGHBOURS, pace, onStep: step };
    const near = [
      ...(await nearestPairs(rows.slice(0, learned), options)),
      ...(learned < rows.length ? await nearestPairs(rows, { ...options, from: learned }) : []),
    ];
    const greys = await greysOf(near, hashes, signal, step);
    let looked = 0;
    const groups = await samePictureGroups(
      pictures.length,
      near.map(({ first, second }) => [first, second]),
      async (first, second) => {
        looked++;
        await pace.between(() => step(looked, near.length));
        const [a, b] = [greys.get(first), greys.get(second)];
        return a !== undefined && b !== undefined && samePicture(a, b);
      },
      learned,
    );
    return {
      groups: groups.map(
        (group): DuplicateGroup => ({
          ids: group.flatMap((index) => pictures[index]?.[1].map((sample) => sample.id) ?? []),
        }),
      ),
      compared: hashes,
      spent: { extraction, extracted },
    };
  });

/** The pictures with their samples: those that are learned from first, in an order that their content alone decides. */
function inParts(samples: readonly Sample[]): {
  readonly pictures: readonly (readonly [hash: string, of: readonly Sample[]])[];
  readonly learned: number;
} {
  const pictures = [...groupBy(samples, ({ hash }) => hash)].sort(([a], [b]) => (a < b ? -1 : 1));
  const learned = pictures.filter(([, of]) => of.some(({ split }) => split !== 'test'));
  const test = pictures.filter(([, of]) => of.every(({ split }) => split === 'test'));
  return { pictures: [...learned, ...test], learned: learned.length };
}

/** What the pictures of these pairs look like, by index. */
async function greysOf(
  pairs: readonly NearPair[],
  hashes: readonly string[],
  signal: AbortSignal,
  onStep: (done: number, total: number) => void,
): Promise<ReadonlyMap<number, GreySquare>> {
  const wanted = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const greys = new Map<number, GreySquare>();
  for (let from = 0; from < wanted.length; from += CHUNK) {
    onStep(from, wanted.length);
    const chunk = wanted.slice(from, from + CHUNK);
    const found = await thumbnailGreys(
      chunk.map((index) => hashes[index] ?? ''),
      LIKENESS_SIDE,
      signal,
    );
    chunk.forEach((index, i) => {
      const grey = found[i];
      if (grey) greys.set(index, Uint8Array.from(grey));
    });
  }
  return greys;
}

export default duplicates;
