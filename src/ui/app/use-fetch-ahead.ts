import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';

/** Fetches what photos need when the person stirs, and not with the first screen: whoever moves is about to begin. */
export function useFetchAhead(): void {
  useEffect(() => {
    const controller = new AbortController();
    const stir = () => {
      controller.abort();
      void useStore.getState().loadLater();
    };
    for (const kind of ['pointermove', 'pointerdown', 'keydown', 'dragenter'])
      addEventListener(kind, stir, { signal: controller.signal, passive: true, capture: true });
    return () => controller.abort();
  }, []);
}
