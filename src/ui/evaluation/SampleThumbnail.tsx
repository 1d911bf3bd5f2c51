import { ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import './SampleThumbnail.css';

/** A photo's thumbnail; an icon in the same place where the photo is gone or has none. Decorative: its name stands beside it. */
export function SampleThumbnail({ hash }: { readonly hash: string | null }) {
  const thumbnail = useStore((state) => state.thumbnail);
  const [loaded, setLoaded] = useState<{ readonly hash: string; readonly url: string | null } | null>(null);
  useEffect(() => {
    if (hash === null) return;
    let over = false;
    const show = (url: string | null) => {
      if (!over) setLoaded({ hash, url });
    };
    thumbnail(hash).then(show, () => show(null));
    return () => {
      over = true;
    };
  }, [hash, thumbnail]);
  const known = loaded !== null && loaded.hash === hash ? loaded : null;
  return (
    <span className="sample-thumbnail">
      {known?.url && <img src={known.url} alt="" width={56} height={56} />}
      {(hash === null || known?.url === null) && <ImageOff size={20} strokeWidth={1.5} aria-hidden="true" />}
    </span>
  );
}
