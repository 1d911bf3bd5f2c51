import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import type { Backbone } from '../../../engine/backbone/load.ts';
import { type ExtractionOptions, extractDepths } from '../features/extraction.ts';
import type { WantedViews } from '../features/wanted-views.ts';
import { decideRead, type ReadDecision } from './decide-read.ts';
import type { LabelledPhoto } from './photos.ts';

export interface DecidedOptions {
  readonly backbone: Backbone;
  readonly recipe: Recipe;
  /** What is needed of the photos, and of others. */
  readonly views: readonly WantedViews[];
  /** Those that are learned from: they decide what is read. */
  readonly photos: readonly LabelledPhoto[];
  readonly classes: number;
}

/** Features of views at the depths that a recipe's head reads, for what is tried before or beside a training. */
export async function extractDecided(
  { backbone, recipe, views, photos, classes }: DecidedOptions,
  options: ExtractionOptions,
): Promise<{ readonly features: FeatureRows; readonly decision: ReadDecision }> {
  const { card } = backbone;
  const { table } = await extractDepths(backbone, views, [], options);
  const { signal } = options;
  const decision = await decideRead({ recipe, card, table, photos, classes, signal });
  const { features } = await extractDepths(backbone, views, decision.read, options);
  return { features, decision };
}
