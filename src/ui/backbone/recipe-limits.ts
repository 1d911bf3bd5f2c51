/** The values that a control accepts, both ends included. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  /** 1: whole numbers only. */
  readonly step: 1 | 'any';
}

export const recipeLimits = {
  epochs: { min: 1, max: 500, step: 1 },
  batchSize: { min: 1, max: 1024, step: 1 },
  seed: { min: 0, max: 4294967295, step: 1 },
  learningRate: { min: 0.000001, max: 1, step: 'any' },
  weightDecay: { min: 0, max: 1, step: 'any' },
  units: { min: 1, max: 2048, step: 1 },
  dropout: { min: 0, max: 0.9, step: 'any' },
} as const satisfies Record<string, Limits>;

/** 'a whole number from 1 to 500'. */
export function limitWords({ min, max, step }: Limits): string {
  return `${step === 1 ? 'a whole number' : 'a number'} from ${min} to ${max}`;
}
