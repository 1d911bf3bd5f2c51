import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { nameOfEnsemble } from '../../core/prediction/ensemble-name.ts';
import { isUnknownTogether } from '../../core/prediction/unknown-vote.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';

/** What the page makes of a prediction. */
interface Answered {
  /** That the prediction's labels are indices of. */
  readonly classes: readonly ClassLabel[];
  /** Whether it is none of them. */
  readonly unknown: boolean;
  /** Who answered: a run's name, or an ensemble's. */
  readonly by: string;
}

/** The latest prediction in words; null where there is none, or where its runs are gone. */
export function useAnswered(): Answered | null {
  const prediction = useStore((state) => state.prediction);
  const runs = useStore((state) => state.runs);
  const ensembles = useStore((state) => state.ensembles);
  const members = prediction?.members.map((member) => runs.find(({ id }) => id === member.runId)) ?? [];
  const [first] = members;
  if (prediction === null || first === undefined) return null;
  const ensemble = ensembles.find((one) => one.members === prediction.members);
  const voters = prediction.members.map(({ weight }, i) => ({
    weight,
    rule: members[i]?.unknown ?? null,
    score: prediction.scores[i] ?? null,
  }));
  return {
    classes: first.classes,
    unknown: isUnknownTogether(voters) === true,
    by: ensemble ? nameOfEnsemble(ensemble) : nameOfRun(first),
  };
}
