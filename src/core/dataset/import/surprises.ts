import { classKey } from '../class-name.ts';
import type { PlannedClass, Surprise } from './import-plan.ts';

/** More classes than that are asked about where a list or names, not folders, tell them. */
const MANY = 50;
/** A class of one photo is odd beside classes of that many. */
const LARGE = 10;

/**
 * What about a plan is likely to be misread.
 *
 * @param flat whether a list of labels or file names tell the classes
 * @param structured whether there was more than one folder of photos, or a list: then one class alone is odd
 */
export function surprisesOf(
  classes: readonly PlannedClass[],
  existing: readonly string[],
  { flat, structured }: { readonly flat: boolean; readonly structured: boolean },
): readonly Surprise[] {
  const surprises: Surprise[] = [];
  const known = new Set(existing.map(classKey));
  const added = classes.filter(({ name }) => !known.has(classKey(name)));
  if (flat && added.length > MANY) surprises.push({ kind: 'many-classes', classes: added.length });
  const sizes = classes.map(({ photos }) => photos).sort((a, b) => a - b);
  const median = sizes[sizes.length >> 1] ?? 0;
  const lone = added.filter(({ photos }) => photos === 1);
  if (median >= LARGE && lone.length > 0)
    surprises.push({ kind: 'lone-photo', names: lone.map(({ name }) => name) });
  const [only] = classes;
  if (only && classes.length === 1 && structured && existing.length === 0)
    surprises.push({ kind: 'one-class', name: only.name });
  const testOnly = added.filter(({ photos, splits }) => splits.test === photos);
  if (classes.length > 1 && testOnly.length > 0)
    surprises.push({ kind: 'test-only', names: testOnly.map(({ name }) => name) });
  return surprises;
}
