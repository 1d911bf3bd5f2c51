import { useSyncExternalStore } from 'react';
import type { ManyFiles } from '../../store/prediction/many-pictures.ts';
import { storeContext } from '../../store/store.ts';

/** How often "Many pictures" was opened from elsewhere: each time it opens again. */
let times = 0;
const listeners = new Set<() => void>();

/** Opens "Many pictures" and has the files answered there, wherever on the page they come from. */
export function answerMany(files: ManyFiles): void {
  times++;
  for (const listener of listeners) listener();
  import('../../store/prediction/many-pictures.ts')
    .then(({ useManyPictures }) => useManyPictures.getState().answer(files))
    .catch(storeContext().report('use', 'A part of the page could not be fetched'));
}

export function useManyOpened(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => times,
  );
}
