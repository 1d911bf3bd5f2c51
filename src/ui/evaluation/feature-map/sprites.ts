/** Room for the outline, in radii. */
const BOX = 2;
/** More than any map has at a time: beyond it they are of sizes that are not drawn any more. */
const MOST = 600;

/** Pictures of points, drawn once: to copy one is far quicker than to fill a path. */
export class Sprites {
  readonly #drawn = new Map<string, ImageBitmap>();

  /**
   * @param radius in pixels of the canvas
   * @param outline a colour, for points that are to stand out; null: a hair of the ground, which keeps them apart
   */
  get(path: string, colour: string, ground: string, radius: number, outline: string | null): ImageBitmap {
    const key = `${path} ${colour} ${ground} ${radius.toFixed(1)} ${outline}`;
    const known = this.#drawn.get(key);
    if (known) return known;
    if (this.#drawn.size >= MOST) this.#drawn.clear();
    const side = Math.ceil(radius * BOX) * 2;
    const canvas = new OffscreenCanvas(side, side);
    const ctx = canvas.getContext('2d');
    if (ctx) {
      ctx.translate(side / 2, side / 2);
      ctx.scale(radius, radius);
      const shape = new Path2D(path);
      ctx.lineJoin = 'round';
      ctx.lineWidth = outline === null ? 0.5 : 0.8;
      ctx.strokeStyle = outline ?? ground;
      ctx.stroke(shape);
      ctx.fillStyle = colour;
      ctx.fill(shape);
    }
    const sprite = canvas.transferToImageBitmap();
    this.#drawn.set(key, sprite);
    return sprite;
  }
}
