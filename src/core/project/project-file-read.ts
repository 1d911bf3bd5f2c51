import { OWN_ID } from '../backbone/own-backbone.ts';
import { normaliseClassName } from '../dataset/class-name.ts';
import type { ClassLabel, Dataset, Sample } from '../dataset/dataset.ts';
import type { Ensemble } from '../prediction/ensemble.ts';
import { parseRecipe } from '../training/parse-recipe.ts';
import type { Recipe } from '../training/recipe.ts';
import { FailureError } from './failure.ts';
import { largest, most } from './project-file.ts';
import { allDifferent, type Fail, StrictFields } from './project-file-fields.ts';

/** As far as a Date goes. */
export const LATEST = 8.64e15;
const LARGEST_COLOUR = 1_000_000;
/** Of a side, pixels; the product is held to the decoder's limit when the picture's header is read. */
const LONGEST_SIDE = 1_000_000;
const LATEST_ORDER = 2 ** 40;
/** Names of models become addresses and names of files. */
const BACKBONE = /^[0-9A-Za-z](?:[0-9A-Za-z_-]|\.(?!\.)){0,99}$/;
const HASH = /^[0-9a-f]{64}$/;

const splits = ['train', 'validation', 'test'] as const;

/** What project.json says. */
export interface ProjectJson {
  readonly dataset: Dataset;
  readonly recipe: Recipe | null;
  /** Ids, newest first. */
  readonly runs: readonly string[];
  /** Ids of the brought backbones that go along. */
  readonly backbones: readonly string[];
  readonly ensembles: readonly Ensemble[];
}

/**
 * Reads project.json, of the newest version, and checks that everything in it is in its range and belongs together.
 * @param json as it was parsed and migrated
 */
export function readProjectJson(json: unknown, fail: Fail): ProjectJson {
  const fields = new StrictFields(json, 'project', fail);
  fields.nothingBut([
    'format',
    'version',
    'app',
    'createdAt',
    'dataset',
    'recipe',
    'runs',
    'ensembles',
    'backbones',
  ]);
  fields.text('app', most.name);
  fields.text('createdAt', most.name);
  const dataset = readDataset(fields.inner('dataset'), fail);
  const recipe = fields.nullable('recipe', () => readRecipe(fields, fail));
  const runs = fields.objects('runs', most.runs, (run) => {
    run.nothingBut(['id']);
    return run.id('id');
  });
  allDifferent(runs, 'The run', fail);
  const backbones = fields.objects('backbones', most.backbones, (backbone) => {
    backbone.nothingBut(['id']);
    return backbone.matching('id', OWN_ID);
  });
  allDifferent(backbones, 'The backbone', fail);
  const ensembles = fields.objects('ensembles', most.ensembles, readEnsemble);
  allDifferent(
    ensembles.map(({ id }) => id),
    'The ensemble',
    fail,
  );
  const known = new Set(runs);
  for (const { id, members } of ensembles)
    if (!members.every(({ runId }) => known.has(runId)))
      fail(`The ensemble “${id}” names a run that is missing.`);
  return { dataset, recipe, runs, backbones, ensembles };
}

/** A field `recipe`. What earlier recipes did not have is the default's, as where a recipe is opened by itself. */
export function readRecipe(fields: StrictFields, fail: Fail): Recipe {
  try {
    const recipe = parseRecipe(JSON.stringify(fields.raw('recipe')), '');
    return BACKBONE.test(recipe.backbone)
      ? recipe
      : fail(`${fields.at('recipe')}.backbone is no model's id.`);
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'bad-recipe')
      fail(`${fields.at('recipe')}: ${error.failure.what}`);
    throw error;
  }
}

/** A field `classes`, at least `fewest`. */
export function readClasses(fields: StrictFields, fail: Fail): readonly ClassLabel[] {
  const classes = fields.objects('classes', most.classes, (label) => {
    label.nothingBut(['id', 'name', 'colour']);
    return {
      id: label.id('id'),
      name: label.text('name', most.name),
      colour: label.whole('colour', 0, LARGEST_COLOUR),
    };
  });
  allDifferent(
    classes.map(({ id }) => id),
    'The class id',
    fail,
  );
  return classes;
}

function readDataset(fields: StrictFields, fail: Fail): Dataset {
  fields.nothingBut(['classes', 'samples', 'split']);
  const classes = readClasses(fields, fail);
  for (const { name } of classes)
    if (name === '' || name !== normaliseClassName(name)) fail(`“${name}” can't be the name of a class.`);
  allDifferent(
    classes.map(({ name }) => name),
    'The class',
    fail,
  );
  const known = new Set(classes.map(({ id }) => id));
  const samples = fields.objects('samples', most.samples, readSample);
  const sizeOf = new Map<string, Pick<Sample, 'bytes' | 'width' | 'height'>>();
  for (const { id, classId } of samples)
    if (!known.has(classId)) fail(`The photo “${id}” is of a class that is missing.`);
  allDifferent(
    samples.map(({ id }) => id),
    'The photo',
    fail,
  );
  allDifferent(
    samples.map(({ classId, hash }) => `${classId}/${hash}`),
    'The picture',
    fail,
  );
  for (const { id, hash, ...size } of samples) {
    const first = sizeOf.get(hash) ?? size;
    sizeOf.set(hash, first);
    if (size.bytes !== first.bytes || size.width !== first.width || size.height !== first.height)
      fail(`The picture of the photo “${id}” has two sizes.`);
  }
  const split = fields.inner('split');
  split.nothingBut(['validation', 'seed', 'together']);
  return {
    classes,
    samples: samples.sort((a, b) => a.order - b.order),
    split: {
      validation: split.number('validation', 0, 0.9),
      seed: split.whole('seed', 0, 2 ** 32 - 1),
      together: split.flag('together'),
    },
  };
}

const sampleFields: readonly (keyof Sample)[] = [
  'id',
  'hash',
  'classId',
  'name',
  'folder',
  'width',
  'height',
  'bytes',
  'split',
  'splitFixed',
  'excluded',
  'group',
  'order',
];

function readSample(fields: StrictFields): Sample {
  fields.nothingBut(sampleFields);
  return {
    id: fields.id('id'),
    hash: fields.matching('hash', HASH),
    classId: fields.id('classId'),
    name: fields.text('name', most.name),
    folder: fields.text('folder', most.name),
    width: fields.whole('width', 1, LONGEST_SIDE),
    height: fields.whole('height', 1, LONGEST_SIDE),
    bytes: fields.whole('bytes', 1, largest.picture),
    split: fields.choice('split', splits),
    splitFixed: fields.flag('splitFixed'),
    excluded: fields.flag('excluded'),
    group: fields.nullable('group', () => fields.text('group', most.name)),
    order: fields.whole('order', 0, LATEST_ORDER),
  };
}

function readEnsemble(fields: StrictFields): Ensemble {
  fields.nothingBut(['id', 'number', 'name', 'createdAt', 'method', 'members']);
  const members = fields.objects('members', most.members, (member) => {
    member.nothingBut(['runId', 'weight']);
    return { runId: member.id('runId'), weight: member.number('weight', 0, 1) };
  });
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  if (members.length < 2 || Math.abs(total - 1) > 1e-6)
    fields.wrong('members', 'must be two or more whose weights add up to 1');
  if (new Set(members.map(({ runId }) => runId)).size < members.length)
    fields.wrong('members', 'name a run twice');
  return {
    id: fields.id('id'),
    number: fields.whole('number', 1),
    name: fields.nullable('name', () => fields.text('name', most.name)),
    createdAt: fields.number('createdAt', 0, LATEST),
    method: fields.choice('method', ['mean', 'fitted', 'greedy']),
    members,
    deleted: false,
  };
}
