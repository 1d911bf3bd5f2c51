import type { LaterAnalyses } from './analysis-state.ts';
import type { SliceContext } from './context.ts';
import { crossValidationSlice } from './cross-validation.ts';
import { duplicatesSlice } from './duplicates.ts';
import { featureMapSlice } from './feature-map.ts';
import { mistakesSlice } from './mistakes.ts';
import { pictureFiguresSlice } from './picture-figures.ts';
import { sweepSlice } from './sweep.ts';

/** The analyses in full, as `laterAnalyses` fetches them. */
export const analysisSlices = (context: SliceContext): LaterAnalyses => ({
  ...crossValidationSlice(context),
  ...sweepSlice(context),
  ...duplicatesSlice(context),
  ...mistakesSlice(context),
  ...featureMapSlice(context),
  ...pictureFiguresSlice(context),
});
