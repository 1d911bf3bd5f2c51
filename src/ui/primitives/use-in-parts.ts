import { useEffect, useState } from 'react';
import { inParts } from '../../store/runtime/in-parts.ts';

/**
 * What a generator returns, computed in turns with the rest of the page.
 * @param make begins the computation; another function begins another
 * @returns null until it is there
 */
export function useInParts<Result>(make: () => Generator<unknown, Result>): Result | null {
  const [made, setMade] = useState<{ readonly by: typeof make; readonly result: Result } | null>(null);
  useEffect(() => {
    let over = false;
    void inParts(make(), () => {}).then((result) => {
      if (!over) setMade({ by: make, result });
    });
    return () => {
      over = true;
    };
  }, [make]);
  return made?.by === make ? made.result : null;
}
