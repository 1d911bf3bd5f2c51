import type { Limits } from '../../core/training/recipe-limits.ts';

/** 'a whole number from 1 to 500'. */
export function limitWords({ min, max, step }: Limits): string {
  return `${step === 1 ? 'a whole number' : 'a number'} from ${min} to ${max}`;
}
