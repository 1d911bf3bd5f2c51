/** Why a layer of a source model has no place in a backbone. */
export class ConversionError extends Error {
  /** The layer or node, as the source names it; '' where it is the whole model. */
  readonly layer: string;
  /** The message without the layer. */
  readonly what: string;
  /** True for what classifiers have on top: it is left out, as every backbone's is. */
  readonly onTop: boolean;

  constructor(layer: string, what: string, onTop = false) {
    super(layer === '' ? what : `${layer}: ${what}`);
    this.name = 'ConversionError';
    this.layer = layer;
    this.what = what;
    this.onTop = onTop;
  }
}
