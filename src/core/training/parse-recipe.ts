import { type Augmentation, noAugmentation } from '../augmentation/augmentation.ts';
import { FailureError } from '../project/failure.ts';
import { FieldReader } from '../project/field-reader.ts';
import {
  defaultRecipe,
  type FineTuningStage,
  type HeadRecipe,
  type Recipe,
  type Schedule,
  usualSchedules,
} from './recipe.ts';
import { augmentationLimits, type Limits, recipeLimits as limits } from './recipe-limits.ts';

/**
 * Reads a recipe as the page saves it. What it leaves out is the default's.
 * @param text of a JSON file
 * @param file its name, for messages
 * @throws FailureError 'bad-recipe' that names the first field which is wrong
 */
export function parseRecipe(text: string, file: string): Recipe {
  const fail = (what: string): never => {
    throw new FailureError({
      code: 'bad-recipe',
      what,
      file,
      todo: 'Mend the file, or save the recipe again from the page.',
    });
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('This is not a JSON file.');
  }
  return readRecipe(new FieldReader(json, '', fail));
}

/** The recipe in an object of a JSON file. What it leaves out is the default's. */
export function readRecipe(fields: FieldReader): Recipe {
  const recipe: Recipe = {
    backbone: fields.text('backbone', defaultRecipe.backbone),
    read: fields.names('read'),
    head: readHead(fields.inner('head')),
    optimizer: fields.choice('optimizer', ['lbfgs', 'adamw', 'sgd'], defaultRecipe.optimizer),
    penalty: fields.nullable('penalty', () => fields.number('penalty', limits.penalty, 1)),
    judging: fields.choice('judging', ['folds', 'split'], defaultRecipe.judging),
    momentum: fields.number('momentum', limits.momentum, defaultRecipe.momentum),
    learningRate: fields.number('learningRate', limits.learningRate, defaultRecipe.learningRate),
    weightDecay: fields.number('weightDecay', limits.weightDecay, defaultRecipe.weightDecay),
    schedule: readSchedule(fields.inner('schedule')),
    batchSize: fields.number('batchSize', limits.batchSize, defaultRecipe.batchSize),
    epochs: fields.number('epochs', limits.epochs, defaultRecipe.epochs),
    labelSmoothing: fields.number('labelSmoothing', limits.labelSmoothing, defaultRecipe.labelSmoothing),
    mixup: fields.number('mixup', limits.mixup, defaultRecipe.mixup),
    classWeights: fields.choice('classWeights', ['none', 'balanced'], defaultRecipe.classWeights),
    clipNorm: fields.number('clipNorm', limits.clipNorm, defaultRecipe.clipNorm),
    patience: fields.number('patience', limits.patience, defaultRecipe.patience),
    augmentation: readAugmentation(fields.inner('augmentation')),
    views: fields.number('views', limits.views, defaultRecipe.views),
    fineTuning: readFineTuning(fields.inner('fineTuning')),
    seed: fields.number('seed', limits.seed, defaultRecipe.seed),
  };
  fields.nothingElse(Object.keys(recipe));
  return recipe;
}

function readHead(fields: FieldReader): HeadRecipe {
  const kind = fields.choice('kind', ['linear', 'hidden'], 'linear');
  const dropout = fields.number('dropout', limits.dropout, 0);
  fields.nothingElse(['kind', 'dropout', 'units']);
  if (kind === 'linear') return { kind, dropout };
  return { kind, dropout, units: fields.number('units', limits.units, 128) };
}

function readSchedule(fields: FieldReader): Schedule {
  const kind = fields.choice('kind', ['constant', 'cosine', 'one-cycle', 'plateau'], 'constant');
  fields.nothingElse(['kind', 'warmup', 'peak', 'factor', 'patience']);
  switch (kind) {
    case 'constant':
      return { kind };
    case 'cosine':
      return { kind, warmup: fields.number('warmup', limits.warmup, usualSchedules.cosine.warmup) };
    case 'one-cycle':
      return { kind, peak: fields.number('peak', limits.peak, usualSchedules['one-cycle'].peak) };
    case 'plateau':
      return {
        kind,
        factor: fields.number('factor', limits.plateauFactor, usualSchedules.plateau.factor),
        patience: fields.number('patience', limits.plateauPatience, usualSchedules.plateau.patience),
      };
  }
}

function readFineTuning(fields: FieldReader): Recipe['fineTuning'] {
  const usual = defaultRecipe.fineTuning;
  fields.nothingElse(Object.keys(usual));
  return {
    stages: fields.list('stages').map(
      (stage): FineTuningStage => ({
        blocks: stage.number('blocks', limits.stageBlocks, 1),
        epochs: stage.number('epochs', limits.epochs, 1),
        learningRate: stage.number('learningRate', limits.learningRate, 1e-3),
      }),
    ),
    rateDivisor: fields.number('rateDivisor', limits.rateDivisor, usual.rateDivisor),
    weightDecay: fields.number('weightDecay', limits.weightDecay, usual.weightDecay),
    batchSize: fields.number('batchSize', limits.batchSize, usual.batchSize),
  };
}

/** Flips have no range. */
const ranged: Readonly<Record<string, Readonly<Record<string, Limits>> | undefined>> = augmentationLimits;

function readAugmentation(fields: FieldReader): Augmentation {
  const parts = Object.entries(noAugmentation).map(([part, usual]) => {
    const inner = fields.inner(part);
    const ranges = Object.entries(ranged[part] ?? {});
    inner.nothingElse(['on', ...ranges.map(([name]) => name)]);
    const values = ranges.map(([name, range]) => [
      name,
      inner.number(name, range, Number(usual[name as keyof typeof usual])),
    ]);
    return [part, { on: inner.flag('on'), ...Object.fromEntries(values) }];
  });
  fields.nothingElse(Object.keys(noAugmentation));
  return Object.fromEntries(parts) as Augmentation;
}
