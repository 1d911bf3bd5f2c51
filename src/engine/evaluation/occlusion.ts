/** Cells a side. Each costs one run of the backbone. */
export const OCCLUSION_CELLS = 10;
/** Side of the square that covers a cell and what is around it, in cells: a smaller one hides too little of a thing. */
const COVER_CELLS = 3;

/** A square of the picture, pixels: [from, to). */
interface Square {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface OcclusionOptions {
  /** Side of the picture, pixels. */
  readonly size: number;
  /** Pictures a run. */
  readonly batchSize: number;
  /** True where another batch size means compiling again: the last batch is then filled up. */
  readonly fixedBatch: boolean;
  /**
   * The class's logits of some pictures.
   * @param images pictures · size² · 3 values
   */
  readonly logitsOf: (images: Float32Array) => Promise<readonly number[]>;
  /** Called after each batch; may throw to stop. */
  readonly onBatch: (done: number, total: number) => Promise<void>;
}

/**
 * Occlusion sensitivity (Zeiler & Fergus 2014, https://arxiv.org/abs/1311.2901, section 4.2): a square of the picture's
 * mean colour is moved over it, and how far the class's logit falls tells how much that place speaks for the class. It
 * asks the whole model and nothing of its insides, so it checks the class activation map. Of the logit rather than the
 * probability, which hardly moves where the model is very sure.
 * @param image size² · 3 values, as `normalise` writes them
 * @returns OCCLUSION_CELLS² values, row by row: the logit of the picture minus that with the cell covered
 */
export async function occlusion(image: Float32Array, options: OcclusionOptions): Promise<Float32Array> {
  const { size, batchSize, fixedBatch, logitsOf, onBatch } = options;
  const colour = meanColour(image);
  const total = OCCLUSION_CELLS ** 2;
  const batch = new Float32Array(batchSize * image.length);
  const logits: number[] = [];
  // The picture itself comes first, then each cell.
  while (logits.length < total + 1) {
    const first = logits.length - 1;
    const count = Math.min(batchSize, total - first);
    for (let i = 0; i < count; i++) {
      const copy = batch.subarray(i * image.length, (i + 1) * image.length);
      copy.set(image);
      if (first + i >= 0) cover(copy, size, squareOf(first + i, size), colour);
    }
    const answers = await logitsOf(fixedBatch ? batch : batch.subarray(0, count * image.length));
    for (const answer of answers.slice(0, count)) logits.push(answer);
    await onBatch(logits.length - 1, total);
  }
  const [whole = 0, ...covered] = logits;
  return Float32Array.from(covered, (logit) => whole - logit);
}

/** The square around a cell, as far as it lies in the picture. */
function squareOf(cell: number, size: number): Square {
  const border = (COVER_CELLS - 1) / 2;
  const edge = (cells: number) =>
    Math.round((Math.min(OCCLUSION_CELLS, Math.max(0, cells)) * size) / OCCLUSION_CELLS);
  const row = Math.floor(cell / OCCLUSION_CELLS);
  const column = cell % OCCLUSION_CELLS;
  return {
    top: edge(row - border),
    bottom: edge(row + 1 + border),
    left: edge(column - border),
    right: edge(column + 1 + border),
  };
}

function meanColour(image: Float32Array): readonly [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < image.length; at += 3) {
    sums[0] += image[at]!;
    sums[1] += image[at + 1]!;
    sums[2] += image[at + 2]!;
  }
  const pixels = image.length / 3;
  return [sums[0] / pixels, sums[1] / pixels, sums[2] / pixels];
}

function cover(
  image: Float32Array,
  size: number,
  { top, bottom, left, right }: Square,
  colour: readonly number[],
) {
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) image.set(colour, (y * size + x) * 3);
}
