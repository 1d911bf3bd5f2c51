import { useEffect, useRef, useState } from 'react';

/** The value as it was at most `milliseconds` ago: changes that come faster are left out, the last one never. */
export function useThrottled<T>(value: T, milliseconds: number): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = value;
    // One that waits shows the newest value. To begin it anew with each would, in a flood of them, show none.
    timer.current ??= setTimeout(
      () => {
        timer.current = null;
        shownAt.current = performance.now();
        setShown(() => latest.current);
      },
      Math.max(0, shownAt.current + milliseconds - performance.now()),
    );
  }, [value, milliseconds]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown;
}
