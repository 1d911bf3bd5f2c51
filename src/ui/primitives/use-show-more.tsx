import { type ReactNode, useState } from 'react';
import { countWords } from '../../core/count-words.ts';
import { Button } from './Button.tsx';

/**
 * The first items of a list, and a button for more of them: thousands at once would hold the page up.
 *
 * @param first how many are shown at first; each press brings four times as many more
 * @returns `more` is null where all are shown
 */
export function useShowMore<T>(
  items: readonly T[],
  first: number,
): { readonly shown: readonly T[]; readonly more: ReactNode } {
  const [count, setCount] = useState(first);
  return {
    shown: items.length > count ? items.slice(0, count) : items,
    more: items.length > count && (
      <Button look="quiet" onClick={() => setCount(count + 4 * first)}>
        Show more of {countWords(items.length)}
      </Button>
    ),
  };
}
