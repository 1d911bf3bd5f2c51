/** A run that answers, and how much its answer counts. */
export interface EnsembleMember {
  readonly runId: string;
  /** Share of the answer, 0…1; those of an ensemble add up to 1. */
  readonly weight: number;
}

/** How the weights of an ensemble are found: all are the same, or they are fitted to held-out answers. */
export type EnsembleMethod = 'mean' | 'fitted';

/** Runs that answer together: the weighted mean of their calibrated probabilities. */
export interface Ensemble {
  readonly id: string;
  /** From 1, in the order in which they were made. */
  readonly number: number;
  /** Given by the person; null: it is called by its number. */
  readonly name: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** `greedy`: of an earlier version, which chose runs one by one on held-out answers; the weights are as it left them. */
  readonly method: EnsembleMethod | 'greedy';
  /** Two or more; all with the same classes. */
  readonly members: readonly EnsembleMember[];
  /** Deleted by the person; kept until the page is next opened, so that it can be undone. */
  readonly deleted: boolean;
}

/** One run that answers alone. */
export const alone = (runId: string): readonly EnsembleMember[] => [{ runId, weight: 1 }];

/** Whether all of an ensemble's runs are there: without one of them it can't answer. */
export function isComplete(
  { members }: Pick<Ensemble, 'members'>,
  runs: readonly { readonly id: string }[],
): boolean {
  return members.every(({ runId }) => runs.some(({ id }) => id === runId));
}

/** Whether the same runs answer, with the same weights. */
export const sameMembers = (a: readonly EnsembleMember[], b: readonly EnsembleMember[]): boolean =>
  a.length === b.length &&
  a.every(({ runId, weight }, i) => b[i]?.runId === runId && b[i]?.weight === weight);
