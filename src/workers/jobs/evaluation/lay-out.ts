import { UMAP } from 'umap-js';
import { nearestToEach } from '../../../core/evaluation/feature-map/nearest-to-each.ts';
import { type PrincipalComponents, principalComponents } from '../../../core/evaluation/feature-map/pca.ts';
import { scaleLayout } from '../../../core/evaluation/feature-map/scale-layout.ts';
import { seededRandom } from '../../../core/random.ts';

/** Components that neighbours are looked for in, as van der Maaten & Hinton (2008) reduce their data first. */
const COMPONENTS = 30;
/** UMAP's usual number, the point itself among them. */
const NEIGHBOURS = 15;
/** Of UMAP: half of the library's own choice, since it begins at the components; neighbours on the map were as often of one class. */
const EPOCHS = 250;
/** With fewer photos UMAP has nothing to say that the components don't. */
const FEWEST = 8;
/** Half of the square that UMAP begins in, as umap-learn scales its beginnings. */
const BEGIN = 10;

interface LayOutOptions {
  readonly seed: number;
  /** Awaited between steps: where to rest, and to stop by throwing. */
  readonly pause: () => Promise<void>;
  /** Of the first layout and, at every step of UMAP, how to make the present one. */
  readonly tell: (layout: () => Float32Array, done: number, total: number) => void;
}

/**
 * A picture of rows in the plane in which near rows are near: their first two principal components at once, then UMAP
 * from there (McInnes, Healy & Melville 2018), on exact neighbours among the first thirty components. To begin with
 * the components keeps what there is of a global order (Kobak & Linderman 2021), and the picture from jumping.
 * @param rows of the same length
 * @returns x and y of each row, −1…1
 */
export async function layOut(
  rows: readonly Float32Array[],
  { seed, pause, tell }: LayOutOptions,
): Promise<Float32Array> {
  const random = seededRandom(`${seed} feature map`);
  const components = await principalComponents(rows.map(unit), { count: COMPONENTS, random, pause });
  const first = firstTwo(components);
  tell(() => first, 0, 0);
  if (rows.length < FEWEST) return first;

  const nNeighbors = Math.min(NEIGHBOURS, rows.length - 1);
  const { indices, distances } = await nearestToEach(components.scores, components.count, nNeighbors, pause);
  const umap = new UMAP({ nNeighbors, nEpochs: EPOCHS, random });
  umap.setPrecomputedKNN(indices, distances);
  // The rows themselves are not looked at any more, only how many they are.
  const total = umap.initializeFit(indices);
  // The library begins at random places; these are the very arrays that it goes on with.
  for (const [i, point] of umap.getEmbedding().entries()) {
    point[0] = (first[2 * i] ?? 0) * BEGIN;
    point[1] = (first[2 * i + 1] ?? 0) * BEGIN;
  }
  const present = () => scaleLayout(umap.getEmbedding().flat());
  for (let done = 0; done < total; done = umap.step()) {
    tell(present, done, total);
    await pause();
  }
  return present();
}

/** Of length 1, so that distances are those of the angle: how bright or busy a photo is matters less than what it shows. */
function unit(row: Float32Array): Float32Array {
  const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  return norm > 0 ? row.map((value) => value / norm) : row;
}

function firstTwo({ scores, count }: PrincipalComponents): Float32Array {
  const points = new Float64Array((scores.length / count) * 2);
  for (let i = 0; i < points.length / 2; i++)
    for (let axis = 0; axis < Math.min(2, count); axis++)
      points[2 * i + axis] = scores[i * count + axis] ?? 0;
  return scaleLayout(points);
}
