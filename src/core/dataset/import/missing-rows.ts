import { countWords } from '../../count-words.ts';

/** Rows of a list that name no photo here: how many, and the first of what they name. */
export interface MissingRows {
  readonly count: number;
  readonly first: readonly string[];
}

/** What is said of them; nothing where there are none. */
export function missingWords(path: string, { count, first }: MissingRows): readonly string[] {
  if (count === 0) return [];
  const named = first.join(', ');
  return count === 1
    ? [`1 row of ${path} names a photo that is not here: ${named}.`]
    : [
        `${countWords(count)} rows of ${path} name photos that are not here: ${named}${count > first.length ? ' …' : ''}.`,
      ];
}
