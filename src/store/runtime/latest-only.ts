/**
 * Calls one after another: while one is at work only the latest waits, so calls never queue up.
 * @returns runs the work when its turn comes; null where a newer call has taken its place
 */
export function latestOnly(): <T>(work: () => Promise<T>) => Promise<T | null> {
  let working = false;
  /** Tells the waiting call that its turn has come, or that it never will. */
  let answerWaiting: ((turn: boolean) => void) | null = null;

  const turn = (): Promise<boolean> => {
    answerWaiting?.(false);
    return new Promise((resolve) => {
      answerWaiting = resolve;
    });
  };

  return async (work) => {
    if (working && !(await turn())) return null;
    working = true;
    try {
      return await work();
    } finally {
      // Passed on without a gap, in which a third call could begin as well.
      if (answerWaiting) answerWaiting(true);
      else working = false;
      answerWaiting = null;
    }
  };
}
