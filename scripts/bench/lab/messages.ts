/** A photo that the lab serves. */
export interface LabPhoto {
  readonly url: string;
  /** Index of its class. */
  readonly label: number;
}

export interface FitRequest {
  /** Address of the lab, with a slash at its end. */
  readonly base: string;
  readonly backbone: string;
  readonly photos: readonly LabPhoto[];
  readonly classes: number;
  readonly threads: number;
  /** How often each of the two trains. */
  readonly rounds: number;
}

/** Milliseconds of one training, and its accuracy on the photos held out. */
export interface FitRound {
  readonly ms: number;
  readonly accuracy: number;
}

export interface FitResult {
  readonly headstart: readonly FitRound[];
  readonly layers: readonly FitRound[];
  readonly epochs: number;
  readonly threads: number;
}

export interface PeerRequest {
  /** Address of the backbone's model.json. */
  readonly model: string;
  /** Name of the layer before the pooling, which the library adds itself. */
  readonly layer: string;
  /** Side of the input, pixels. */
  readonly size: number;
  readonly photos: readonly LabPhoto[];
  readonly classes: readonly string[];
}

export interface PeerResult {
  /** Milliseconds a photo, from its address to its features, after one photo to warm up. */
  readonly msPerImage: number;
  readonly backend: string;
}

export interface BoundaryRequest {
  /** Address of the lab, with a slash at its end. */
  readonly base: string;
  readonly backbone: string;
  readonly photos: readonly LabPhoto[];
  readonly classes: number;
  readonly threads: number;
  readonly epochs: number;
}

/** One epoch of fine-tuning. */
export interface BoundaryRound {
  readonly ms: number;
  /** Training loss, nats. */
  readonly loss: number;
}

export interface BoundaryResult {
  readonly cached: readonly BoundaryRound[];
  readonly whole: readonly BoundaryRound[];
  readonly threads: number;
}
