import { INPUT_SIZES } from '../backbone/own-backbone.ts';
import type { Split } from '../dataset/dataset.ts';
import type { DatasetVersion } from '../dataset/version.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import {
  type AnsweredRun,
  type Environment,
  type EpochMetrics,
  noTiming,
  type ReadChoice,
  type Run,
  type RunTiming,
  withAnswers,
} from '../training/run.ts';
import { most, type RunWeights } from './project-file.ts';
import { type Fail, StrictFields } from './project-file-fields.ts';
import { LATEST, readClasses, readRecipe } from './project-file-read.ts';
import { type Tensors, unpackTensors } from './project-file-tensors.ts';
import { readWeights } from './project-file-weights.ts';

/** No figure of a run is larger, save times. */
const LARGEST = 1e30;
const MOST_PREDICTIONS = most.samples;
const DEPTHS = 100;
const MOST_COMPARED = 1000;

const runFields = [
  'id',
  'number',
  'createdAt',
  'recipe',
  'read',
  'inputSize',
  'choice',
  'folds',
  'measuredBy',
  'classes',
  'backend',
  'counts',
  'history',
  'kept',
  'answers',
  'testOpened',
  'timing',
  'temperature',
  'unknown',
  'data',
  'environment',
  'name',
  'starred',
  'note',
  'guess',
  'tensors',
];

/**
 * Reads a run's two files, of the newest version, and checks that what it learned fits its classes.
 * @param id that project.json names it by
 * @param json as it was parsed and migrated
 */
export function readRun(
  id: string,
  json: unknown,
  bin: Uint8Array,
  fail: Fail,
): { readonly run: AnsweredRun; readonly weights: RunWeights } {
  const fields = new StrictFields(json, 'run', fail);
  fields.nothingBut(runFields);
  if (fields.id('id') !== id) fields.wrong('id', 'is not that of its file');
  const classes = readClasses(fields, fail);
  if (classes.length === 0) fail('The run has no classes.');
  const tensors = unpackTensors(fields, bin, fail);
  const recipe = readRecipe(fields, fail);
  const weights = readWeights(tensors, { recipe, classes: classes.length }, fail);
  const counts = fields.inner('counts');
  counts.nothingBut(['train', 'validation', 'test']);
  const answers = fields.inner('answers');
  answers.nothingBut(['train', 'validation', 'test']);
  const answered = (split: Split) => readAnswers(answers, split, classes.length, tensors, fail);
  const run = {
    id,
    number: fields.whole('number', 1),
    createdAt: fields.number('createdAt', 0, LATEST),
    recipe,
    read: fields.nullable('read', () => readNames(fields, 'read')),
    inputSize: fields.nullable('inputSize', () =>
      fields.whole('inputSize', INPUT_SIZES.least, INPUT_SIZES.most),
    ),
    choice: fields.nullable('choice', () => readChoice(fields.inner('choice'))),
    folds: fields.nullable('folds', () => fields.whole('folds', 2, most.epochs)),
    measuredBy: fields.nullable('measuredBy', () => fields.id('measuredBy')),
    classes,
    backend: fields.text('backend', most.name),
    counts: {
      train: counts.whole('train', 0),
      validation: counts.whole('validation', 0),
      test: counts.whole('test', 0),
    },
    history: fields.objects('history', most.epochs, readEpoch),
    kept: fields.whole('kept', 0, most.epochs),
    testOpened: fields.whole('testOpened', 0),
    deleted: false,
    timing: readTiming(fields.inner('timing')),
    temperature: fields.number('temperature', 1e-6, 1e6),
    unknown: fields.nullable('unknown', () => readUnknown(fields.inner('unknown'))),
    data: fields.nullable('data', () => readVersion(fields.inner('data'), classes.length)),
    environment: fields.nullable('environment', () => readEnvironment(fields.inner('environment'))),
    name: fields.nullable('name', () => fields.text('name', most.name)),
    starred: fields.flag('starred'),
    note: fields.text('note', most.note),
    guess: fields.nullable('guess', () => fields.number('guess', 0, 1)),
  };
  const said = { train: answered('train'), validation: answered('validation'), test: answered('test') };
  return { run: withAnswers(run, said), weights };
}

/** Names of depths, one or more. */
function readNames(fields: StrictFields, name: string): readonly string[] {
  const names = fields.list(name, DEPTHS);
  const fits = (one: unknown): one is string => typeof one === 'string' && one.length <= most.name;
  return names.length > 0 && names.every(fits) ? names : fields.wrong(name, 'must hold names of depths');
}

function readChoice(fields: StrictFields): ReadChoice {
  fields.nothingBut(['compared', 'penalty']);
  return {
    compared: fields.objects('compared', MOST_COMPARED, (one) => {
      one.nothingBut(['read', 'penalty', 'loss', 'accuracy']);
      return {
        read: readNames(one, 'read'),
        penalty: one.number('penalty', 0, LARGEST),
        loss: one.number('loss', 0, LARGEST),
        accuracy: one.number('accuracy', 0, 1),
      };
    }),
    penalty: fields.number('penalty', 0, LARGEST),
  };
}

function readEpoch(fields: StrictFields): EpochMetrics {
  fields.nothingBut([
    'epoch',
    'phase',
    'rate',
    'milliseconds',
    'loss',
    'accuracy',
    'validationLoss',
    'validationAccuracy',
  ]);
  return {
    epoch: fields.whole('epoch', 0, most.epochs),
    phase: fields.whole('phase', 0, most.epochs),
    rate: fields.number('rate', 0, LARGEST),
    milliseconds: fields.number('milliseconds', 0, LATEST),
    loss: fields.number('loss', -LARGEST, LARGEST),
    accuracy: fields.number('accuracy', 0, 1),
    validationLoss: fields.nullable('validationLoss', () =>
      fields.number('validationLoss', -LARGEST, LARGEST),
    ),
    validationAccuracy: fields.nullable('validationAccuracy', () =>
      fields.number('validationAccuracy', 0, 1),
    ),
  };
}

function readTiming(fields: StrictFields): RunTiming {
  fields.nothingBut(Object.keys(noTiming));
  const time = (name: keyof RunTiming) => fields.number(name, 0, LATEST);
  return {
    extraction: time('extraction'),
    extracted: time('extracted'),
    choosing: time('choosing'),
    head: time('head'),
    boundary: time('boundary'),
    boundaryMissed: time('boundaryMissed'),
    boundaryHit: time('boundaryHit'),
    fineTuning: time('fineTuning'),
    fineTuningSteps: time('fineTuningSteps'),
  };
}

function readUnknown(fields: StrictFields): NonNullable<Run['unknown']> {
  fields.nothingBut(['score', 'threshold', 'keeps']);
  return {
    score: fields.choice('score', ['distance']),
    threshold: fields.number('threshold', -LARGEST, LARGEST),
    keeps: fields.number('keeps', 0, 1),
  };
}

function readEnvironment(fields: StrictFields): Environment {
  fields.nothingBut(['browser', 'app', 'tfjs', 'threads', 'weights']);
  return {
    browser: fields.text('browser', most.name),
    app: fields.text('app', most.name),
    tfjs: fields.text('tfjs', most.name),
    threads: fields.whole('threads', 0, 10_000),
    weights: fields.text('weights', most.name),
  };
}

function readVersion(fields: StrictFields, classes: number): DatasetVersion {
  fields.nothingBut(['fingerprint', 'pictures', 'labels', 'splits']);
  const pictures = fields.wholes('pictures', 2 * most.samples, 2 ** 32 - 1);
  const labels = fields.wholes('labels', most.samples, classes - 1);
  const splits = fields.wholes('splits', most.samples, 2);
  if (pictures.length !== 2 * labels.length || splits.length !== labels.length)
    fields.wrong('labels', 'are not as many as the photos');
  return {
    fingerprint: fields.text('fingerprint', most.name),
    pictures: Uint32Array.from(pictures),
    labels: Uint16Array.from(labels),
    splits: Uint8Array.from(splits),
  };
}

/** Loss and predicted class follow from the logits, so they can't contradict them. */
function readAnswers(
  fields: StrictFields,
  split: Split,
  classes: number,
  tensors: Tensors,
  fail: Fail,
): Evaluation | null {
  const logits = tensors.get(`answers/${split}`);
  const photos = fields.nullable(split, () =>
    fields.objects(split, MOST_PREDICTIONS, (photo) => {
      photo.nothingBut(['sampleId', 'label', 'score']);
      return {
        sampleId: photo.id('sampleId'),
        label: photo.whole('label', 0, classes - 1),
        score: photo.nullable('score', () => photo.number('score', -LARGEST, LARGEST)),
      };
    }),
  );
  if (
    (logits?.length ?? 0) !== (photos?.length ?? 0) * classes ||
    (photos === null) !== (logits === undefined)
  )
    return fail(`The answers for ${split} are not as many as its photos.`);
  if (photos === null || logits === undefined) return null;
  return evaluate(
    split,
    photos.map(({ sampleId, label, score }, i) => ({
      sampleId,
      label,
      logits: logits.slice(i * classes, (i + 1) * classes),
      ...(score !== null && { score }),
    })),
  );
}
