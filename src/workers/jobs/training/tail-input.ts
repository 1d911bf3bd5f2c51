import type { FeatureRows } from '../../../core/features/feature-rows.ts';
import type { Phase } from '../../../core/training/phases.ts';
import type { Recipe } from '../../../core/training/recipe.ts';
import type { Standardisation } from '../../../core/training/standardise.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';
import { activationExamples } from '../../../engine/training/activation-examples.ts';
import { tailLearner } from '../../../engine/training/tail-learner.ts';
import type { Boundary } from './boundary.ts';
import { labelsOf, newHead } from './head-input.ts';
import type { PhaseInput } from './phase-input.ts';
import type { TrainingPhotos } from './photos.ts';
import { keysOf, type TrainingViews } from './views.ts';

/**
 * The topmost blocks with the head, on cached activations of their boundary. Takes the boundary's table over.
 * @param features of what the head reads, under the backbone as it was downloaded
 */
export function tailInput(
  files: BackboneFiles,
  boundary: Boundary,
  recipe: Recipe,
  { blocks }: Phase,
  classes: number,
  scale: Standardisation,
  features: FeatureRows,
  photos: TrainingPhotos,
  views: TrainingViews,
): PhaseInput {
  const { table, shape, frozen } = boundary;
  const source = {
    shape,
    frozen,
    read: (keys: readonly string[]) => table.read(keys),
    copyFrozen: (key: string, into: Float32Array, at: number) =>
      features.copy(features.rowOf(key), { from: 0, to: frozen }, into, at),
  };
  const examples = (wanted: TrainingViews['train'], labels: Int32Array) =>
    activationExamples(wanted.map(keysOf), labels, source);
  const head = newHead(recipe, scale, classes);
  const learner = tailLearner({
    tail: boundary.tail,
    weights: files.weights,
    blocks: files.card.blocks.slice(-blocks),
    rateDivisor: recipe.fineTuning.rateDivisor,
    inputs: { shape, frozen },
    head,
    scale,
  });
  return {
    learner,
    head,
    scale,
    train: examples(views.train, labelsOf(photos.train)),
    validation: photos.validation.length > 0 ? examples(views.validation, labelsOf(photos.validation)) : null,
    dispose: () => {
      learner.dispose();
      table.close();
    },
  };
}
