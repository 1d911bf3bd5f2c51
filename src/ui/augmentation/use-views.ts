import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Augmentation } from '../../core/augmentation/augmentation.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import { useStore } from '../../store/store.ts';

/** Draws each bitmap onto a canvas, pixel by pixel, and closes it. What was there stays until that moment. */
function draw(canvases: ArrayLike<HTMLCanvasElement>, bitmaps: readonly ImageBitmap[]): void {
  for (const [index, bitmap] of bitmaps.entries()) {
    const canvas = canvases[index];
    if (canvas) {
      const { width, height } = bitmap;
      const context = canvas.getContext('2d');
      // This clears the canvas; nothing is painted before the new pixels are there.
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      if (context) {
        // Instead of what was there, also where the new one is transparent.
        context.globalCompositeOperation = 'copy';
        context.drawImage(bitmap, 0, 0);
      }
    }
    bitmap.close();
  }
}

/** The same object as long as it says the same: a handle let go where it was last seen asks for nothing new. */
function useUnchanged(augmentation: Augmentation): Augmentation {
  const [kept, setKept] = useState(augmentation);
  if (JSON.stringify(kept) === JSON.stringify(augmentation)) return kept;
  setKept(augmentation);
  return augmentation;
}

interface Views {
  /** False until the canvases show what was last asked for. */
  readonly current: boolean;
  readonly failure: Failure | null;
}

/**
 * Keeps the canvases inside `grid` showing views of a photo as training gets them, one a canvas, and draws them anew
 * when the photo, the augmentation or the rest of the recipe that matters changes.
 */
export function useViews(
  grid: RefObject<HTMLElement | null>,
  hash: string,
  augmentation: Augmentation,
  count: number,
): Views {
  const seed = useStore((state) => state.recipe.seed);
  const backbone = useStore((state) => state.recipe.backbone);
  const same = useUnchanged(augmentation);
  const asked = useMemo(() => ({ hash, augmentation: same, seed, backbone }), [hash, same, seed, backbone]);
  const [answered, setAnswered] = useState<{ asked: typeof asked; failure: Failure | null } | null>(null);
  /** Null once the grid is gone or hidden. */
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    wanted.current = asked.hash;
    const answer = (failure: Failure | null) => {
      if (wanted.current === asked.hash) setAnswered({ asked, failure });
    };
    useStore
      .getState()
      .preview(asked.hash, asked.augmentation, count)
      .then(
        (bitmaps) => {
          if (bitmaps === null) return;
          // Views of an earlier position of a control are drawn too: one sees what it passes through.
          const canvases = wanted.current === asked.hash ? grid.current?.querySelectorAll('canvas') : null;
          draw(canvases ?? [], bitmaps);
          answer(null);
        },
        (error: unknown) => answer(toFailure(error)),
      );
    return () => {
      wanted.current = null;
    };
  }, [grid, asked, count]);

  return { current: answered?.asked === asked, failure: answered?.failure ?? null };
}
