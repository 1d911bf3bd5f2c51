import { isUnknown, type UnknownRule } from '../evaluation/unknown.ts';
import type { AnsweredRun } from '../training/run.ts';

/** A run that votes. */
export interface Voter {
  /** Share of the answer, 0…1. */
  readonly weight: number;
  readonly rule: UnknownRule | null;
  /** How much the picture looks like one of the classes to it; null: it can't tell. */
  readonly score: number | null;
}

/**
 * Whether a picture is none of the classes to several runs together. Scores of different backbones can't be averaged,
 * so each run judges by its own rule, and their verdicts count by weight: it takes more than half of the weight of
 * those that have a verdict. A run without a rule or a score does not vote.
 * @returns null where nobody votes
 */
export function isUnknownTogether(voters: readonly Voter[]): boolean | null {
  let all = 0;
  let unknown = 0;
  for (const { weight, rule, score } of voters) {
    const verdict = isUnknown(rule, score);
    if (verdict === null) continue;
    all += weight;
    if (verdict) unknown += weight;
  }
  return all > 0 ? unknown > all / 2 : null;
}

/** A run of an ensemble. */
interface JudgingMember {
  readonly run: Pick<AnsweredRun, 'answers' | 'unknown'>;
  readonly weight: number;
}

/** What the vote costs: how many of the validation photos that all runs have judged it calls none of the classes. */
export function votesOn(members: readonly JudgingMember[]): {
  readonly turnedAway: number;
  readonly total: number;
} {
  const scores = members.map(
    ({ run }) =>
      new Map(run.answers.validation?.predictions.map(({ sampleId, score }) => [sampleId, score ?? null])),
  );
  const photos = [...(scores[0]?.keys() ?? [])].filter((id) => scores.every((of) => of.has(id)));
  const turnedAway = photos.filter((id) =>
    isUnknownTogether(
      members.map(({ run, weight }, i) => ({ weight, rule: run.unknown, score: scores[i]?.get(id) ?? null })),
    ),
  );
  return { turnedAway: turnedAway.length, total: photos.length };
}
