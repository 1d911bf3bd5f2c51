import { useMemo } from 'react';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import { nameOfEnsemble } from '../../core/prediction/ensemble-name.ts';
import { isUnknownTogether, type Voter } from '../../core/prediction/unknown-vote.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';

/** Who answered. */
interface Answerers {
  /** That the answers' labels are indices of. */
  readonly classes: readonly ClassLabel[];
  /** In the order of an answer's scores, with their present rules. */
  readonly voters: readonly Omit<Voter, 'score'>[];
  /** A run's name, or an ensemble's. */
  readonly by: string;
}

const nobody: readonly EnsembleMember[] = [];

/** Runs that have answered, as they are now; null where the first of them is gone. */
export function useAnswerers(members: readonly EnsembleMember[]): Answerers | null {
  const runs = useStore((state) => state.runs);
  const ensembles = useStore((state) => state.ensembles);
  return useMemo(() => {
    const runOf = ({ runId }: EnsembleMember) => runs.find(({ id }) => id === runId);
    const first = members[0] && runOf(members[0]);
    if (!first) return null;
    const ensemble = ensembles.find((one) => one.members === members);
    return {
      classes: first.classes,
      voters: members.map((member) => ({ weight: member.weight, rule: runOf(member)?.unknown ?? null })),
      by: ensemble ? nameOfEnsemble(ensemble) : nameOfRun(first),
    };
  }, [members, runs, ensembles]);
}

/** What the page makes of a prediction. */
interface Answered extends Pick<Answerers, 'classes' | 'by'> {
  /** Whether it is none of the classes. */
  readonly unknown: boolean;
}

/** The latest prediction in words; null where there is none, or where its runs are gone. */
export function useAnswered(): Answered | null {
  const prediction = useStore((state) => state.prediction);
  const who = useAnswerers(prediction?.members ?? nobody);
  if (prediction === null || who === null) return null;
  const voters = who.voters.map((voter, i) => ({ ...voter, score: prediction.scores[i] ?? null }));
  return { classes: who.classes, unknown: isUnknownTogether(voters) === true, by: who.by };
}
