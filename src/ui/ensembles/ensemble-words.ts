import type { CatalogueCard } from '../../core/backbone/card.ts';
import { countWords } from '../../core/count-words.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { listWords } from '../../core/list-words.ts';
import type { Ensemble, EnsembleMethod } from '../../core/prediction/ensemble.ts';
import { loadsOf } from '../../core/prediction/ensemble-cost.ts';
import type { MemberFigures } from '../../core/prediction/ensemble-figures.ts';
import type { Run } from '../../core/training/run.ts';
import { nameOfRun, quotedName } from '../../core/training/run-name.ts';

const nbsp = '\u00a0';

export const methods: readonly { readonly value: EnsembleMethod; readonly label: string }[] = [
  { value: 'mean', label: 'Equal parts' },
  { value: 'fitted', label: 'Fitted' },
];

/** What a method does and when to take it. */
export const methodHints: Readonly<Record<EnsembleMethod, string>> = {
  mean: 'Each run counts the same. Nothing is fitted to the judged photos, so their score stays honest.',
  fitted:
    'Weights that make the labels of the judged photos most probable. With few of these photos, equal parts are often as good.',
};

/** '3 runs, fitted weights'. */
export function ensembleLine({ members, method }: Pick<Ensemble, 'members' | 'method'>): string {
  const how = {
    mean: 'equal parts',
    fitted: 'fitted weights',
    greedy: 'weights of an earlier version’s greedy choice',
  }[method];
  return `${countWords(members.length)} runs, ${how}`;
}

/** What a member is worth: 'Alone 52 of 60 right. Without it the others get 54.' */
export function memberWords({ alone, without }: MemberFigures, total: number): string {
  const rest = without === null ? '' : ` Without it the others get ${countWords(without)}.`;
  return `Alone ${countWords(alone)} of ${countWords(total)} right.${rest}`;
}

/**
 * The runs whose test envelope is closed, as the reason why there is no test score.
 * @param heldOut test photos that there are; without any nobody waits for a score, and there is nothing to say
 */
export function closedWords(runs: readonly Run[], heldOut: number): string | null {
  if (heldOut === 0) return null;
  const closed = runs.filter(({ test }) => test === null);
  if (closed.length === 0)
    return 'No test photo was judged by all of them, so there is no test score of them together.';
  const names = listWords(closed.map(quotedName));
  return closed.length === 1
    ? `Test photos: the envelope of ${names} is closed, and combining does not open it. Open it under Evaluate when you are done choosing.`
    : `Test photos: the envelopes of ${names} are closed, and combining does not open them. Open each run’s under Evaluate when you are done choosing.`;
}

/** '112 MB'; one decimal below ten. */
export function megabyteWords(bytes: number): string {
  const size = bytes / 1e6;
  return `${size.toFixed(size < 9.95 ? 1 : 0)}${nbsp}MB`;
}

/** 'Loads 112 MB: MobileNetV3 (14 MB) and ResNet50 (98 MB).' */
export function loadWords(
  runs: readonly Run[],
  cards: readonly Pick<CatalogueCard, 'id' | 'name' | 'bytes' | 'blocks'>[],
): string {
  const loads = loadsOf(runs, cards);
  const sum = loads.reduce((bytes, load) => bytes + load.bytes, 0);
  const name = (id: string) => cards.find((card) => card.id === id)?.name ?? id;
  if (loads.length === 0) return 'Its pretrained models are not there any more.';
  const parts = loads.map(({ backbone, bytes }) => `${name(backbone)} (${megabyteWords(bytes)})`);
  return loads.length === 1
    ? `Loads ${parts[0]}, which they share.`
    : `Loads ${megabyteWords(sum)}: ${listWords(parts)}.`;
}

/** '48 ms', '8.5 ms'. */
export const millisecondWords = (milliseconds: number): string =>
  `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)}${nbsp}ms`;

/** 'Takes 48 ms a picture here, 3.4 times as long as Run 3 alone (14 ms).' */
export function timeWords(together: number, alone: number, best: Run): string {
  const times = alone > 0 ? together / alone : 1;
  return `Takes ${millisecondWords(together)} a picture here; ${quotedName(best)} alone takes ${millisecondWords(alone)}, so it is ${times.toFixed(1)} times as long.`;
}

/** Told aloud when a combination has been worked out: 'Run 1 and Run 2 together: 90 % of 60 photos right.' */
export function togetherWords(runs: readonly Run[], correct: number, total: number): string {
  return `${listWords(runs.map(nameOfRun))} together: ${percentWords(correct / total)} of ${countWords(total)} photos right.`;
}
