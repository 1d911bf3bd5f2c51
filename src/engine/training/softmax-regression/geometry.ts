/** What a solver asks of the features; arrays hold several problems' classes one under another. */
export interface Geometry {
  readonly rows: number;
  /** Coordinates a class. */
  readonly size: number;
  /** Whether a vector is its own dual (core/training/softmax-regression/vector.ts). */
  readonly plain: boolean;
  /**
   * From errors, [width, rows], to the gradient, [width, size] each.
   * @throws AbortError when stopped
   */
  gradient(
    errors: Float32Array,
  ): Promise<{ readonly coordinates: Float32Array; readonly dual: Float32Array }>;
  /**
   * Logits without biases, [width, rows], of weights.
   * @param dual [width, size], overwritten where it may be
   * @throws AbortError when stopped
   */
  image(dual: Float32Array): Promise<Float32Array>;
  dispose(): void;
}
