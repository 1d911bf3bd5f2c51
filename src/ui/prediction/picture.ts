import { useSyncExternalStore } from 'react';
import { useStore } from '../../store/store.ts';

/** The picture that Use shows. Kept beside the store, whose state holds numbers and ids only. */
export interface Picture {
  readonly blob: Blob;
  /** Object URL for the preview. */
  readonly url: string;
  /** The file's name; '' for a pasted picture. */
  readonly name: string;
}

let picture: Picture | null = null;
const listeners = new Set<() => void>();

function replace(next: Picture | null): void {
  if (picture !== null) URL.revokeObjectURL(picture.url);
  picture = next;
  for (const listener of listeners) listener();
}

/** Shows a dropped, pasted or chosen picture in Use and asks the current run what it is. */
export function showPicture(blob: Blob): void {
  const name = blob instanceof File ? blob.name : '';
  replace({ blob, url: URL.createObjectURL(blob), name });
  useStore.getState().clearPrediction();
  void useStore.getState().predict(blob);
}

/** Takes the picture and its prediction away. */
export function clearPicture(): void {
  replace(null);
  useStore.getState().clearPrediction();
}

/** The picture that was shown last, or null. */
export function usePicture(): Picture | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => picture,
  );
}
