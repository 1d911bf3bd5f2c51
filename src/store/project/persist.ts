import type { Patch } from '../../core/dataset/dataset.ts';
import type { SliceContext } from '../runtime/context.ts';
import { nextTask } from '../runtime/next-task.ts';

/**
 * Writes a change of the data set down, in a task of its own: to hand ten thousand samples to the worker takes the page
 * 25 ms, and to show them as long again. Such tasks keep their order.
 */
export function persist({ client, report }: Pick<SliceContext, 'client' | 'report'>, patch: Patch): void {
  nextTask()
    .then(() => client.run('write', { patch }))
    .catch(report('data', 'The change was not stored'));
}
