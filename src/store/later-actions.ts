import type { SliceContext } from './context.ts';
import { crossValidationSlice } from './cross-validation.ts';
import { datasetSlice } from './dataset.ts';
import { duplicatesSlice } from './duplicates.ts';
import { ensembleSlice } from './ensembles.ts';
import { featureMapSlice } from './feature-map.ts';
import type { Actions, LaterSlices } from './later-slices.ts';
import { measuringSlice } from './measuring.ts';
import { mistakesSlice } from './mistakes.ts';
import { pictureFiguresSlice } from './picture-figures.ts';
import { picturesSlice } from './pictures.ts';
import { predictionSlice } from './prediction.ts';
import { runsSlice } from './runs.ts';
import { sweepSlice } from './sweep.ts';
import { trainingSlice } from './training.ts';

/** The actions in full, as `untilLoaded` fetches them. */
export const laterActions = (context: SliceContext): Actions<LaterSlices> => ({
  ...datasetSlice(context),
  ...picturesSlice(context),
  ...measuringSlice(context),
  ...trainingSlice(context),
  ...predictionSlice(context),
  ...ensembleSlice(context),
  ...runsSlice(context),
  ...crossValidationSlice(context),
  ...sweepSlice(context),
  ...duplicatesSlice(context),
  ...mistakesSlice(context),
  ...featureMapSlice(context),
  ...pictureFiguresSlice(context),
});
