import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';

/** The address of a photo's thumbnail; null until it is there. */
export function useThumbnail(hash: string): string | null {
  const [found, setFound] = useState<{ readonly hash: string; readonly url: string | null } | null>(null);
  useEffect(() => {
    let over = false;
    useStore
      .getState()
      .thumbnail(hash)
      .then(
        (url) => !over && setFound({ hash, url }),
        // Without a thumbnail the tile stays empty; the photo can still be opened.
        () => !over && setFound({ hash, url: null }),
      );
    return () => {
      over = true;
    };
  }, [hash]);
  return found?.hash === hash ? found.url : null;
}
