import { countWords, photoWords } from '../../core/count-words.ts';
import type { SampleGroup } from '../../core/dataset/duplicates.ts';
import { groupBy } from '../../core/dataset/selectors.ts';

/** '1 group of near-duplicates', '12 groups of near-duplicates, 2 divided between splits'. */
export function groupsWords(groups: readonly SampleGroup[]): string {
  const divided = groups.filter((group) => group.divided).length;
  const count = countWords(groups.length);
  const words = `${count} ${groups.length === 1 ? 'group' : 'groups'} of near-duplicates`;
  return divided > 0 ? `${words}, ${countWords(divided)} divided between splits` : words;
}

/** '3 photos, all train', '4 photos: 3 train, 1 test'. */
export function groupWords({ samples }: SampleGroup): string {
  const bySplit = [...groupBy(samples, ({ split }) => split)];
  const [first] = bySplit;
  if (bySplit.length === 1 && first) return `${photoWords(samples.length)}, all ${first[0]}`;
  const parts = bySplit.map(([split, members]) => `${countWords(members.length)} ${split}`);
  return `${photoWords(samples.length)}: ${parts.join(', ')}`;
}

/** Why a group is divided though near-duplicates are to stay together; null where it isn't. */
export function dividedWords({ samples, divided }: SampleGroup, together: boolean): string | null {
  if (!divided || !together) return null;
  const fixed = new Set(samples.filter(({ splitFixed }) => splitFixed).map(({ split }) => split));
  return fixed.size > 1
    ? 'Your folders divide it, and photos stay where a folder put them. Exclude those of one side.'
    : 'Divided, or a class would have no training or no validation photos left. Add photos of other occasions.';
}
