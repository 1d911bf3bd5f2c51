import type { Recipe } from '../../../core/training/recipe.ts';
import { type Limits, recipeLimits } from '../../../core/training/recipe-limits.ts';
import type { SweepAxis, Trial } from '../../../core/training/sweep.ts';
import { presentValue } from '../../../core/training/sweep-trials.ts';
import { limitWords } from '../../backbone/limit-words.ts';
import { rateWords, roundedRate } from '../../recipe/rate-words.ts';

/** What the pictures of a sweep are drawn from. */
export interface SweepPicture {
  readonly axes: readonly SweepAxis[];
  readonly trials: readonly Trial[];
  /** Validation photos. */
  readonly photos: number;
  readonly best: Trial | null;
  readonly chosen: Trial | null;
  readonly onChoose: (trial: Trial) => void;
}

export type AxisKey = SweepAxis['key'];

/** In the order in which they are offered: those that matter most often first. */
export const axisNames: Readonly<Record<AxisKey, string>> = {
  learningRate: 'Learning rate',
  weightDecay: 'Weight decay',
  labelSmoothing: 'Label smoothing',
  dropout: 'Dropout',
  mixup: 'Mixup',
  epochs: 'Epochs',
  batchSize: 'Batch size',
};
export const axisKeys = Object.keys(axisNames) as readonly AxisKey[];

/** More values of one setting than anyone compares. */
const MOST_VALUES = 12;

/** Factors on the present value that are worth a try, and values from 0 on. */
const factors: Readonly<Partial<Record<AxisKey, readonly number[]>>> = {
  learningRate: [0.1, 0.3, 1, 3, 10],
  epochs: [0.5, 1, 2, 4],
  batchSize: [0.25, 0.5, 1, 2],
};
const usual: Readonly<Partial<Record<AxisKey, readonly number[]>>> = {
  weightDecay: [0, 0.01, 0.1, 1],
  labelSmoothing: [0, 0.05, 0.1, 0.2],
  dropout: [0, 0.2, 0.4, 0.6],
  mixup: [0, 0.1, 0.2, 0.4],
};

/** Values around the present one, which is among them; rising. */
export function suggestedValues(recipe: Recipe, key: AxisKey): readonly number[] {
  const present = presentValue(recipe, key);
  const { min, max, step } = recipeLimits[key];
  const around = factors[key]?.map((factor) => roundedRate(present * factor)) ?? usual[key] ?? [];
  const values = around.map((value) => Math.min(max, Math.max(min, step === 1 ? Math.round(value) : value)));
  return [...new Set([...values, present])].sort((a, b) => a - b);
}

/** A value as a person types it. */
export const valueWords = (value: number): string => rateWords(value);

/** Values as they stand in the field: '0.001, 0.003'. */
export const valuesText = (values: readonly number[]): string => values.map(valueWords).join(', ');

/** What a person typed, as values; `problem` says what is wrong with it. */
export function parseValues(
  text: string,
  key: AxisKey,
): { readonly values: readonly number[]; readonly problem: string | null } {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const values = [...new Set(words.map(Number))].sort((a, b) => a - b);
  const limits: Limits = recipeLimits[key];
  const wrong = words.find((word) => !within(Number(word), limits));
  if (wrong !== undefined) return { values: [], problem: `${wrong} is not ${limitWords(limits)}.` };
  if (values.length < 2)
    return { values: [], problem: 'Give two values at least, with commas between them.' };
  if (values.length > MOST_VALUES) return { values: [], problem: `Give ${MOST_VALUES} values at most.` };
  return { values, problem: null };
}

const within = (value: number, { min, max, step }: Limits): boolean =>
  value >= min && value <= max && (step !== 1 || Number.isInteger(value));
