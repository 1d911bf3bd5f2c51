/** The values that a number of the recipe can have, both ends included. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  /** 1: whole numbers only. */
  readonly step: 1 | 'any';
}

const whole = (min: number, max: number): Limits => ({ min, max, step: 1 });
const any = (min: number, max: number): Limits => ({ min, max, step: 'any' });
const share = any(0, 1);

export const recipeLimits = {
  epochs: whole(1, 500),
  batchSize: whole(1, 1024),
  seed: whole(0, 4294967295),
  learningRate: any(0.000001, 1),
  penalty: any(0.000001, 1000),
  weightDecay: share,
  momentum: any(0, 0.999),
  labelSmoothing: any(0, 0.9),
  mixup: any(0, 10),
  clipNorm: any(0, 1000),
  patience: whole(0, 500),
  views: whole(0, 32),
  units: whole(1, 2048),
  dropout: any(0, 0.9),
  warmup: share,
  peak: share,
  plateauFactor: any(0.01, 0.99),
  plateauPatience: whole(1, 100),
  stageBlocks: whole(1, 1000),
  rateDivisor: any(1, 100),
} as const satisfies Record<string, Limits>;

export const augmentationLimits = {
  crop: { smallest: any(0.05, 1), aspect: any(1, 3) },
  rotation: { degrees: any(0, 180) },
  translation: { share: any(0, 0.5) },
  zoom: { factor: any(1, 3) },
  brightness: { amount: any(0, 0.9) },
  contrast: { amount: any(0, 0.9) },
  saturation: { amount: share },
  hue: { degrees: any(0, 180) },
  erasing: { probability: share, largest: any(0.01, 0.6) },
} as const satisfies Record<string, Record<string, Limits>>;
