import { FailureError } from '../project/failure.ts';
import { FieldReader } from '../project/field-reader.ts';
import { parseRecipe } from '../training/parse-recipe.ts';
import type { Limits } from '../training/recipe-limits.ts';
import { type GoldenAnswer, MANIFEST_FILE, type ModelManifest } from './model-manifest.ts';

const VERSION = 1;
/** More than anyone trains: what the page exports it reads, whose models may have thousands. */
const MOST_CLASSES = 100_000;
const LARGEST_COLOUR = 1_000_000;
const MOST_GOLDEN = 100;

const whole = (min: number, max: number): Limits => ({ min, max, step: 1 });
const any = (min: number, max: number): Limits => ({ min, max, step: 'any' });

/**
 * Reads what an export says of itself.
 * @param text of headstart.json
 * @param file the export's name, for messages
 * @throws FailureError 'unsupported-format' that names what is wrong
 */
export function parseManifest(text: string, file: string): ModelManifest {
  const fail = (what: string): never => {
    throw new FailureError({
      code: 'unsupported-format',
      what: `${MANIFEST_FILE} can't be read: ${what}`,
      file,
      todo: 'Export the model again, and open the file as it was saved.',
    });
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('it is not a JSON file.');
  }
  const fields = new FieldReader(json, '', fail);
  if (fields.text('format', '') !== 'headstart-model') return fail('it describes no model of Headstart.');
  if (fields.number('version', any(0, 1e9), 0) !== VERSION)
    return fail('it was written by another version of this page. Open it with that one, or a newer one.');
  const classes = records(json, 'classes', MOST_CLASSES, fail).map((one) => ({
    name: one.text('name', ''),
    colour: one.number('colour', whole(0, LARGEST_COLOUR), 0),
  }));
  if (classes.length < 2) return fail('it has fewer than two classes.');
  const backbone = fields.inner('backbone');
  const input = backbone.inner('input');
  const source = backbone.inner('source');
  const sourceText = (name: string) => source.text(name, '');
  const threshold = isNull(json, 'unknown') ? null : fields.inner('unknown');
  const scores = fields.inner('scores');
  return {
    format: 'headstart-model',
    version: VERSION,
    name: fields.text('name', '').slice(0, 200),
    createdAt: fields.text('createdAt', ''),
    app: fields.text('app', ''),
    classes,
    input: {
      size: fields.inner('input').number('size', whole(8, 2048), 0),
      channels: 'RGB',
      range: [0, 255],
      layout: 'NHWC',
      resize: fields.inner('input').text('resize', ''),
    },
    backbone: {
      id: backbone.text('id', ''),
      name: backbone.text('name', ''),
      hash: backbone.text('hash', ''),
      source: {
        package: sourceText('package'),
        version: sourceText('version'),
        integrity: sourceText('integrity'),
        files: texts(valueAt(valueAt(json, 'backbone'), 'source'), 'files'),
        licence: sourceText('licence'),
        author: sourceText('author'),
      },
      trainedOn: backbone.text('trainedOn', ''),
      features: backbone.number('features', whole(1, 1e5), 0),
      input: {
        size: input.number('size', whole(8, 2048), 0),
        channels: input.choice('channels', ['RGB', 'BGR'], 'RGB'),
        mean: triple(valueAt(valueAt(json, 'backbone'), 'input'), 'mean', fail),
        std: triple(valueAt(valueAt(json, 'backbone'), 'input'), 'std', fail),
      },
    },
    read: fields.names('read'),
    recipe: parseRecipe(JSON.stringify(valueAt(json, 'recipe') ?? null), file),
    tuned: texts(json, 'tuned'),
    temperature: fields.number('temperature', any(1e-3, 1e3), 1),
    unknown: threshold && {
      score: 'distance',
      threshold: threshold.number('threshold', any(-1e30, 1e30), 0),
      keeps: threshold.number('keeps', any(0, 1), 0),
    },
    scores: {
      validation: isNull(valueAt(json, 'scores'), 'validation') ? null : score(scores.inner('validation')),
      test: isNull(valueAt(json, 'scores'), 'test') ? null : score(scores.inner('test')),
    },
    golden: readGolden(json, classes.length, fail),
  };
}

type Fail = (what: string) => never;

function readGolden(json: unknown, classes: number, fail: Fail): readonly GoldenAnswer[] {
  const list = valueAt(json, 'golden');
  const golden = records(json, 'golden', MOST_GOLDEN, fail).map((one, i): GoldenAnswer => {
    const file = one.text('file', '');
    if (!/^golden\/[\w-]+\.png$/.test(file)) return fail(`golden[${i}] names no picture.`);
    const probabilities = numbers(Array.isArray(list) ? list[i] : null, 'probabilities');
    if (probabilities?.length !== classes || probabilities.some((p) => !(p >= 0 && p <= 1)))
      return fail(`golden[${i}] has not one probability for each class.`);
    return { file, probabilities };
  });
  return golden.length > 0 ? golden : fail('it has no golden pictures to check the model with.');
}

function score(fields: FieldReader): { readonly right: number; readonly of: number } {
  const counts = whole(0, 1e9);
  return { right: fields.number('right', counts, 0), of: fields.number('of', counts, 0) };
}

/** A list that may be longer than FieldReader's. */
function records(json: unknown, name: string, most: number, fail: Fail): readonly FieldReader[] {
  const list = valueAt(json, name);
  if (!Array.isArray(list) || list.length > most) return fail(`${name} is not a list of at most ${most}.`);
  return list.map((entry, i) => new FieldReader(entry, `${name}[${i}]`, fail));
}

function triple(json: unknown, name: string, fail: Fail): readonly [number, number, number] {
  const [a, b, c, ...rest] = numbers(json, name) ?? [];
  if (a === undefined || b === undefined || c === undefined || rest.length > 0)
    return fail(`${name} must be three numbers.`);
  return [a, b, c];
}

/** Null where it is no list of finite numbers. */
function numbers(json: unknown, name: string): readonly number[] | null {
  const list = valueAt(json, name);
  if (!Array.isArray(list)) return null;
  return list.every((value): value is number => Number.isFinite(value)) ? list : null;
}

/** What is no text is left out: nothing depends on it. */
function texts(json: unknown, name: string): readonly string[] {
  const list = valueAt(json, name);
  return Array.isArray(list) ? list.filter((value): value is string => typeof value === 'string') : [];
}

const isNull = (json: unknown, name: string): boolean => (valueAt(json, name) ?? null) === null;

function valueAt(json: unknown, name: string): unknown {
  if (json === null || typeof json !== 'object' || !Object.hasOwn(json, name)) return undefined;
  return (json as Readonly<Record<string, unknown>>)[name];
}
