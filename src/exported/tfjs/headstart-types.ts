/** A class and how probable it is, 0…1. */
export interface Answer {
  readonly name: string;
  readonly probability: number;
}

/** How the model answered for its golden pictures here, against what it answered where it was exported. */
export interface Check {
  readonly passed: boolean;
  /** The largest difference of any probability, 0…1. */
  readonly largest: number;
  /** Up to which difference it passes. */
  readonly tolerance: number;
  /** How many pictures were compared. */
  readonly pictures: number;
}

export interface Model {
  /** In the order of the model's outputs. */
  readonly classes: readonly string[];
  /** What computes: 'wasm' or 'cpu'. */
  readonly backend: string;
  /**
   * Answers for a picture: its middle square, upright, over white.
   * @param image a file, or anything that can be drawn on a canvas
   * @returns the most probable class first; the probabilities sum to 1
   */
  predict(
    image: Blob | ImageBitmap | HTMLImageElement | HTMLVideoElement | HTMLCanvasElement,
  ): Promise<Answer[]>;
  /** Answers the golden pictures that came with the model, and compares. */
  check(): Promise<Check>;
}

/**
 * Loads an exported model.
 * @param folder address of the export's folder; without it, the one that this script lies in
 * @throws Error where a file is missing or damaged
 */
export declare function load(folder?: string | URL): Promise<Model>;
