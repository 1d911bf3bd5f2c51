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
        ? '1 photo that nothing gives a class is set aside.'
        : `${photoWords(setAside.length)} that nothing gives a class are set aside.`,
    );
  return [...lines, ...notes, ...otherLines(others)];
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
    count === 1 ? '1 file that is no photo was' : `${countWords(count)} files that are no photos were`;
  return [`${files} left out: ${listWords(named)}.`];
}
