import { measuringSlice } from '../backbone/measuring.ts';
import { datasetSlice } from '../dataset/dataset.ts';
import { duplicatesSlice } from '../dataset/duplicates.ts';
import { pictureFiguresSlice } from '../dataset/picture-figures.ts';
import { picturesSlice } from '../dataset/pictures.ts';
import { crossValidationSlice } from '../evaluation/cross-validation.ts';
import { featureMapSlice } from '../evaluation/feature-map.ts';
import { mistakesSlice } from '../evaluation/mistakes.ts';
import { predictionSlice } from '../prediction/prediction.ts';
import { ensembleSlice } from '../training/ensembles.ts';
import { runsSlice } from '../training/runs.ts';
import { sweepSlice } from '../training/sweep.ts';
import { trainingSlice } from '../training/training.ts';
import type { SliceContext } from './context.ts';
import type { Actions, LaterSlices } from './later-slices.ts';

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
