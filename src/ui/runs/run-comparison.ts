import { capital } from '../../core/capital.ts';
import { photoWords } from '../../core/count-words.ts';
import type { Split } from '../../core/dataset/dataset.ts';
import { matchClasses } from '../../core/dataset/version-changes.ts';
import { type PairedComparison, pairedComparison } from '../../core/evaluation/mcnemar.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { type AnsweredRun, judgeOf, type Run } from '../../core/training/run.ts';
import { splitPhotos } from '../evaluation/metrics/metric-words.ts';

/** The splits that a comparison can be made on; training photos say nothing of new ones. */
export type FairSplit = Exclude<Split, 'train'>;

/** The chance of being taken in by luck that is accepted for a whole comparison. */
const ACCEPTED = 0.05;

/**
 * Two runs on the photos that both were judged by. An evaluation holds the photos that were in its split for that run,
 * so one that the other run was trained on is in one of the two only, and is not counted. Runs that share the answers of one model have nothing to compare.
 */
export function compareRuns(a: AnsweredRun, b: AnsweredRun, split: FairSplit): PairedComparison {
  const match = matchClasses(a.classes, b.classes);
  if (split === 'validation' && judgeOf(a) === judgeOf(b)) return pairedComparison([], [], () => -1);
  return pairedComparison(
    a.answers[split]?.predictions ?? [],
    b.answers[split]?.predictions ?? [],
    (label) => match[label] ?? -1,
  );
}

/** 'Run 5 is right on 9 photos where Run 3 is wrong, and wrong on 2 where it is right.' */
function sidesWords({ onlyA, onlyB }: PairedComparison, a: string, b: string): string {
  if (onlyA === 0 && onlyB === 0) return `${a} and ${b} are right and wrong on the same photos.`;
  if (onlyA === onlyB) return `Each is right on ${photoWords(onlyA)} where the other is wrong.`;
  const [better, worse, wins, losses] = onlyA > onlyB ? [a, b, onlyA, onlyB] : [b, a, onlyB, onlyA];
  const other = losses === 0 ? 'wrong on none where it is right' : `wrong on ${losses} where it is right`;
  return `${better} is right on ${photoWords(wins)} where ${worse} is wrong, and ${other}.`;
}

/**
 * What a paired comparison says, in words, with its p-value as a frequency.
 * @param a as it is called within a sentence; `b` too
 * @param comparisons how many are made at once: each has to be that much clearer (Bonferroni's correction)
 */
export function comparisonWords(comparison: PairedComparison, a: string, b: string, comparisons = 1): string {
  const { onlyA, onlyB, p, total } = comparison;
  if (total === 0) return `No photo was judged by both ${a} and ${b}: there is nothing to compare.`;
  const sides = sidesWords(comparison, a, b);
  const counts = capital(sides);
  if (onlyA === onlyB) return `${counts} Neither is better here.`;
  const limit = ACCEPTED / comparisons;
  const better = onlyA > onlyB ? a : b;
  const rare = p < 0.0005 ? `less than ${percentWords(0.0005, 2)}` : percentWords(p, p < 0.1 ? 1 : 0);
  const chance = `If both were equally good, chance would do this or more in ${rare} of cases`;
  if (p < limit) return `${counts} ${chance}: ${better} is better, this is hardly luck.`;
  // The clearest result that so few photos can give: all of them on one side.
  const few = 2 ** (1 - onlyA - onlyB) >= limit;
  return few
    ? `${counts} ${chance}: the two differ on too few photos to tell them apart.`
    : `${counts} ${chance}: not enough to prefer one.`;
}

/** How many photos a comparison rests on, and how many of either run are not among them. */
export function comparedWords(total: number, a: Run, b: Run, split: FairSplit): string {
  const alone = [a, b].map((run) => (run[split]?.total ?? 0) - total);
  const same = alone.every((count) => count === 0);
  const folds = a.folds !== null && b.folds !== null ? a.folds : null;
  const photos = splitPhotos(split, folds, total);
  return `Compared on ${photos}${same ? '.' : ` that both were judged by; ${alone.join(' and ')} others are left out.`}`;
}

/** The limit in words where it is stricter than 5 %. */
export function strictnessWords(comparisons: number): string {
  return `Of ${comparisons} comparisons one is easily won by luck, so each has to be rarer than ${percentWords(ACCEPTED / comparisons, 1)}.`;
}
