import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';

export type ImageFile =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly url: string }
  | { readonly kind: 'failed'; readonly what: string };

/** A stored photo's own file, as an address that is good while the component shows it. */
export function useImageFile(hash: string | null): ImageFile {
  const [image, setImage] = useState<ImageFile>({ kind: 'loading' });
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
          setImage({ kind: 'here', url });
        },
        (error: unknown) => {
          if (!over)
            setImage({ kind: 'failed', what: error instanceof Error ? error.message : String(error) });
        },
      );
    return () => {
      over = true;
      if (url !== null) URL.revokeObjectURL(url);
      setImage({ kind: 'loading' });
    };
  }, [hash]);
  return image;
}
