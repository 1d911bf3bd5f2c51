import type { LabelledLogits } from '../../../core/evaluation/evaluate.ts';
import { fitKnownFeatures, type KnownFeatures, likeness } from '../../../core/evaluation/known-features.ts';
import { evenSample } from '../../../core/features/familiarity.ts';
import { seededRandom } from '../../../core/random.ts';
import type { ParameterValues } from '../../../core/training/checkpoint.ts';
import { type BackboneFiles, loadBackbone } from '../../../engine/backbone/load.ts';
import type { FeatureTable } from '../../../storage/features.ts';
import { type Extraction, type ExtractionOptions, extractMissing } from '../extraction.ts';
import { photosOnly } from '../wanted-views.ts';
import { labelsOf } from './head-lesson.ts';
import type { LabelledPhoto, TrainingPhotos } from './photos.ts';

/** More photos than this tell hardly more of where the classes lie, and would keep Stop waiting. */
const MOST_PHOTOS = 1000;

/** Features of the training and validation photos under a backbone that a run has changed. */
export async function tunedFeatures(
  files: BackboneFiles,
  tuned: ParameterValues,
  { train, validation }: TrainingPhotos,
  options: ExtractionOptions,
): Promise<Extraction> {
  const backbone = loadBackbone(files, tuned);
  try {
    const samples = [...train, ...validation].map(({ sample }) => sample);
    return await extractMissing(backbone, photosOnly(samples), options);
  } finally {
    backbone.program.dispose();
  }
}

/** Where a run's training photos lie in its feature space. */
export function knownPhotos(
  table: FeatureTable,
  train: readonly LabelledPhoto[],
  classes: number,
): KnownFeatures {
  const photos = evenSample(train, ({ label }) => label, MOST_PHOTOS, seededRandom('known photos'));
  return fitKnownFeatures(
    photos.map(({ sample }) => table.get(sample.hash)),
    labelsOf(photos),
    classes,
  );
}

/**
 * Photos with what a learner says of them, and how much they look like the known ones.
 * @param logits photos.length · classes values
 */
export function scored(
  photos: readonly LabelledPhoto[],
  logits: Float32Array,
  table: FeatureTable,
  known: KnownFeatures,
): LabelledLogits[] {
  const classes = logits.length / photos.length;
  return photos.map(({ sample, label }, i) => ({
    sampleId: sample.id,
    label,
    logits: logits.slice(i * classes, (i + 1) * classes),
    score: likeness(known, table.get(sample.hash)),
  }));
}
