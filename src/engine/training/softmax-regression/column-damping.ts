import { add, matMul, mul, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { orthonormalise } from '../../../core/linear-algebra/rows.ts';
import type { Pace } from '../pace.ts';
import type { Damping } from './damping.ts';
import type { Geometry } from './geometry.ts';
import { AT_ONCE, taken, transposed } from './product.ts';

/**
 * Damping as a symmetric map of columns, D = scale · (1 − Vᵀ · lost · V): damped rows are X · D. Two thin products on the
 * backend: in plain code they took longer than all else where there are thousands of classes.
 */
export class ColumnDamping {
  readonly #scale: number;
  readonly #columns: number;
  /** [columns, count] and, times −scale · lost, [count, columns]; null where nothing is damped. */
  readonly #sides: readonly [Tensor2D, Tensor2D] | null;

  /**
   * That of some rows, for all rows that are like them.
   * @param directions combinations of these rows by the damping's vectors, [count, columns]
   */
  constructor({ count, kept, scale }: Damping, directions: Float32Array, columns: number) {
    this.#scale = Math.sqrt(scale);
    this.#columns = columns;
    if (count === 0) {
      this.#sides = null;
      return;
    }
    const rows = Float64Array.from(directions);
    orthonormalise(rows, count, columns);
    const lost = kept.map((share) => 1 - Math.sqrt(share));
    const narrow = Float32Array.from(rows);
    const factors = narrow.map((value, at) => -this.#scale * lost[Math.floor(at / columns)]! * value);
    this.#sides = [
      tensor2d(transposed(narrow, count, columns), [columns, count]),
      tensor2d(factors, [count, columns]),
    ];
  }

  /** W · D as a tensor of its own. */
  #of(rows: Tensor2D): Tensor2D {
    return tidy(() => {
      const scaled = mul<Tensor2D>(rows, this.#scale);
      if (!this.#sides) return scaled;
      const [along, back] = this.#sides;
      return add<Tensor2D>(scaled, matMul(matMul(rows, along), back));
    });
  }

  /**
   * W · D of each row of W, [width, columns], as a new array.
   * @throws AbortError when stopped
   */
  async times(weights: Float32Array, pace: Pace): Promise<Float32Array> {
    const columns = this.#columns;
    const result = new Float32Array(weights.length);
    const step = columns * Math.max(1, Math.floor(AT_ONCE / (64 * columns)));
    for (let from = 0; from < weights.length; from += step) {
      const part = weights.subarray(from, from + step);
      const tensor = tensor2d(part, [part.length / columns, columns]);
      result.set(await taken(this.#of(tensor), tensor), from);
      await pace.between();
    }
    return result;
  }

  dispose(): void {
    for (const side of this.#sides ?? []) side.dispose();
  }
}

/**
 * A geometry whose coordinates are the weights themselves, of damped rows: X · D instead of X. Classes are fewer than
 * rows, so it is their weights that are damped.
 */
export function dampedGeometry(plain: Geometry, damping: ColumnDamping, pace: Pace): Geometry {
  return {
    ...plain,
    gradient: async (errors) => {
      const { coordinates } = await plain.gradient(errors);
      const damped = await damping.times(coordinates, pace);
      return { coordinates: damped, dual: damped };
    },
    image: async (dual) => plain.image(await damping.times(dual, pace)),
    dispose: () => {
      plain.dispose();
      damping.dispose();
    },
  };
}
