import type { Ensemble } from './ensemble.ts';

/** What an ensemble is called: the person's name for it, else its number. */
export function nameOfEnsemble({ name, number }: Pick<Ensemble, 'name' | 'number'>): string {
  return name ?? `Ensemble ${number}`;
}
