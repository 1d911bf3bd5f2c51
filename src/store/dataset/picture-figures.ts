import type { PictureFigures } from '../../core/evaluation/picture-figures.ts';
import type { PictureFiguresSlice } from '../evaluation/analysis-state.ts';
import type { SliceContext } from '../runtime/context.ts';

/** Pictures asked for at a time, so that the worker gets to other things in between. */
const CHUNK = 200;

export function pictureFiguresSlice({ client }: SliceContext): PictureFiguresSlice {
  /** By hash; null where a picture has no thumbnail. */
  const known = new Map<string, PictureFigures | null>();
  return {
    pictureFigures: async (hashes) => {
      const missing = [...new Set(hashes)].filter((hash) => !known.has(hash));
      for (let from = 0; from < missing.length; from += CHUNK) {
        const chunk = missing.slice(from, from + CHUNK);
        const figures = await client.run('pictureFigures', { hashes: chunk });
        chunk.forEach((hash, i) => {
          known.set(hash, figures[i] ?? null);
        });
      }
      return new Map(
        hashes.flatMap((hash) => {
          const figures = known.get(hash);
          return figures ? [[hash, figures]] : [];
        }),
      );
    },
  };
}
