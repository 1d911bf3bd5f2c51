import { useMemo } from 'react';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import { answering } from '../../store/prediction/prediction.ts';
import { useStore } from '../../store/store.ts';

interface Answering {
  /** The same array as long as they are the same; nobody where a run is gone. */
  readonly members: readonly EnsembleMember[];
  /** The first one's, which all labels are indices of. */
  readonly classes: readonly ClassLabel[];
}

const noClasses: readonly ClassLabel[] = [];

/** Who answers in Use. */
export function useAnswering(): Answering {
  const ensembles = useStore((state) => state.ensembles);
  const currentEnsembleId = useStore((state) => state.currentEnsembleId);
  const currentRunId = useStore((state) => state.currentRunId);
  const runs = useStore((state) => state.runs);
  const now = answering({ ensembles, currentEnsembleId, currentRunId, runs });
  const key = JSON.stringify(now);
  // A renamed run is another object in the state, and no reason to ask again.
  const members = useMemo((): readonly EnsembleMember[] => JSON.parse(key), [key]);
  const first = runs.find(({ id }) => id === members[0]?.runId);
  return { members, classes: first?.classes ?? noClasses };
}
