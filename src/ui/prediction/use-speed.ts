import { useCallback, useRef, useState } from 'react';
import { type RateMeter, rateMeter } from '../../core/project/rate.ts';
import { useThrottled } from '../charts/use-throttled.ts';

/** Counts what happens again and again: how often a second, told twice a second, since what changes with every frame can't be read. */
export function useSpeed(): {
  readonly words: string;
  readonly tick: () => void;
  readonly reset: () => void;
} {
  const [speed, setSpeed] = useState(0);
  const counter = useRef<{ count: number; readonly rate: RateMeter } | null>(null);
  const words = useThrottled(speed.toFixed(speed < 10 ? 1 : 0), 500);
  return {
    words,
    tick: useCallback(() => {
      const counting = counter.current ?? { count: 0, rate: rateMeter(() => performance.now()) };
      counter.current = counting;
      counting.count++;
      setSpeed(counting.rate(counting.count));
    }, []),
    reset: useCallback(() => {
      counter.current = null;
    }, []),
  };
}
