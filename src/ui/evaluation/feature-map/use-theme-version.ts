import { useEffect, useState } from 'react';

/** Another number whenever the page's colours may have changed: what is drawn on a canvas is drawn anew. */
export function useThemeVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const change = () => setVersion((before) => before + 1);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', change);
    const observer = new MutationObserver(change);
    observer.observe(document.documentElement, { attributes: true });
    return () => {
      scheme.removeEventListener('change', change);
      observer.disconnect();
    };
  }, []);
  return version;
}
