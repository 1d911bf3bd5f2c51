const KEY = 'headstart.stopped';

/*
 * The run that was stopped last, until the worker has marked what it had learned as thrown away: the tab may be closed
 * before, and what nobody wants would come back as an unfinished run. Written at once, which nothing else a page has is.
 */

/** @param runId null: nothing is left to be marked */
export function noteStopped(runId: string | null): void {
  try {
    if (runId === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, runId);
  } catch {
    // Where the browser keeps nothing for this page, the run may come back to be discarded by hand.
  }
}

/** Null where there is none, or where the browser keeps nothing for this page. */
export function stoppedRun(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
