import type { Run } from './run.ts';

/** What a run is called: the person's name for it, else its number. */
export function nameOfRun({ name, number }: Pick<Run, 'name' | 'number'>): string {
  return name ?? `Run ${number}`;
}

/** The same within a sentence: a person's name stands in quotation marks. */
export function quotedName({ name, number }: Pick<Run, 'name' | 'number'>): string {
  return name === null ? `Run ${number}` : `“${name}”`;
}
