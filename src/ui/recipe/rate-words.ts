import { numberFormat } from '../../core/number-format.ts';

const twoDigits = numberFormat({ maximumSignificantDigits: 2, useGrouping: false });

/** A learning rate as a person types it: '0.0032'. Below a hundred-thousandth '3.2e-6'. */
export function rateWords(rate: number): string {
  if (rate !== 0 && rate < 1e-5) return Number(rate.toPrecision(2)).toExponential();
  return twoDigits(rate);
}

/** The rate that its words name. */
export function roundedRate(rate: number): number {
  return Number(rate.toPrecision(2));
}

/** A power of ten on an axis: short, so that neighbours don't touch. */
export function tickWords(rate: number): string {
  return rate < 1e-3 ? rate.toExponential(0) : rateWords(rate);
}
