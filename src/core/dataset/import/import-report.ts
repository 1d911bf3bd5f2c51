import { countWords, photoWords } from '../../count-words.ts';
import { listWords } from '../../list-words.ts';
import type { ImportPlan } from './import-plan.ts';

/** Endings that are named; the others are counted. */
const NAMED = 4;

/**
 * What a person may want to know of an import that went as planned, a sentence each: what was left out and set aside.
 * Empty where there is nothing to say.
 *
 * @param explained whether it is said elsewhere why there are no photos
 */
export function reportLines(
  { photos, setAside, others, notes }: ImportPlan,
  explained = false,
): readonly string[] {
  const lines: string[] = [];
  if (photos.length + setAside.length === 0 && !explained) lines.push('There are no photos in it.');
  if (setAside.length > 0)
    lines.push(
      setAside.length === 1
        ? '1 photo has no class and is set aside.'
        : `${photoWords(setAside.length)} have no class and are set aside.`,
    );
  return [...lines, ...notes, ...otherLines(others)];
}

/**
 * What is said of files that could not be read, in place of '1 of 1 files'.
 * @param read how many could be
 */
export function unreadWords(unread: number, read: number): string {
  if (read > 0) return `${countWords(unread)} of ${countWords(unread + read)} files could not be read`;
  return unread === 1
    ? 'The file could not be read'
    : `None of the ${countWords(unread)} files could be read`;
}

function otherLines(others: ReadonlyMap<string, number>): readonly string[] {
  const kinds = [...others].sort(([, a], [, b]) => b - a);
  const count = kinds.reduce((sum, [, more]) => sum + more, 0);
  if (count === 0) return [];
  const named = kinds
    .slice(0, NAMED)
    .map(
      ([extension, more]) =>
        `${countWords(more)} ${extension === '' ? 'without an ending' : `.${extension}`}`,
    );
  const rest = kinds.slice(NAMED).reduce((sum, [, more]) => sum + more, 0);
  if (rest > 0) named.push(`${countWords(rest)} more`);
  const files =
    count === 1 ? '1 file that is not a photo was' : `${countWords(count)} files that are not photos were`;
  return [`${files} left out: ${listWords(named)}.`];
}
