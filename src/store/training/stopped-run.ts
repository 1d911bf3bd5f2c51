import { remember, remembered } from '../runtime/remembered.ts';

const KEY = 'stopped';

/*
 * The run that was stopped last, until the worker has marked what it had learned as thrown away: the tab may be closed
 * before, and what nobody wants would come back as an unfinished run.
 */

/** @param runId null: nothing is left to be marked */
export const noteStopped = (runId: string | null): void => remember(KEY, runId);

/** Null where there is none. */
export const stoppedRun = (): string | null => remembered(KEY);
