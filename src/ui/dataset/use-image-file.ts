import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';

export type ImageFile =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly url: string }
  | { readonly kind: 'failed'; readonly what: string };

/** A stored photo's own file, as an address that is good while the component shows it. */
export function useImageFile(hash: string | null): ImageFile {
  const [loaded, setLoaded] = useState<{ readonly hash: string; readonly image: ImageFile } | null>(null);
  useEffect(() => {
    if (hash === null) return;
    let url: string | null = null;
    let over = false;
    useStore
      .getState()
      .imageFile(hash)
      .then(
        (file) => {
          if (over) return;
          url = URL.createObjectURL(file);
          setLoaded({ hash, image: { kind: 'here', url } });
        },
        (error: unknown) => {
          if (!over)
            setLoaded({
              hash,
              image: { kind: 'failed', what: error instanceof Error ? error.message : String(error) },
            });
        },
      );
    return () => {
      over = true;
      if (url !== null) URL.revokeObjectURL(url);
      setLoaded(null);
    };
  }, [hash]);
  // Until the new picture is here the old one must not stand under its name.
  return loaded !== null && loaded.hash === hash ? loaded.image : { kind: 'loading' };
}
