import type { ClassLabel } from '../dataset/dataset.ts';
import { matchClasses } from '../dataset/version-changes.ts';
import { FailureError } from '../project/failure.ts';
import type { Run } from '../training/run.ts';
import { quotedName } from '../training/run-name.ts';

/**
 * Where each of the first classes lies among the second, by id or else by name.
 * @returns null where they are not the same classes
 */
export function outputOrder(
  first: readonly ClassLabel[],
  second: readonly ClassLabel[],
): readonly number[] | null {
  const order = matchClasses(second, first);
  const same = first.length === second.length && !order.includes(-1) && new Set(order).size === order.length;
  return same ? order : null;
}

/** Whether two runs can answer together. */
export const sameClasses = (a: Pick<Run, 'classes'>, b: Pick<Run, 'classes'>): boolean =>
  outputOrder(a.classes, b.classes) !== null;

/**
 * For each run, where the classes of the first one lie among its outputs.
 * @throws FailureError 'not-found' where a run has other classes
 */
export function outputOrders(
  runs: readonly Pick<Run, 'classes' | 'name' | 'number'>[],
): readonly (readonly number[])[] {
  const [first] = runs;
  return runs.map((run) => {
    const order = outputOrder(first?.classes ?? [], run.classes);
    if (!first || order) return order ?? [];
    throw new FailureError({
      code: 'not-found',
      what: `${quotedName(run)} has other classes than ${quotedName(first)}, so the two can’t answer together.`,
      todo: 'Combine runs that were trained on the same classes.',
    });
  });
}
