import type { BackboneBlock, BackboneCard, BackboneInput, Measurement } from '../backbone/card.ts';
import { INPUT_SIZES, type OwnBackbone, type OwnDepth } from '../backbone/own-backbone.ts';
import { largest, most } from './project-file.ts';
import { type Fail, StrictFields } from './project-file-fields.ts';

/** What of a brought backbone's card does not follow from its model. */
export interface BroughtCard {
  readonly wanted: OwnBackbone;
  /** Names of the files that it came in. */
  readonly files: readonly string[];
  readonly measured: readonly Measurement[];
  /** As its own names gave them: the packed model's names say less. */
  readonly blocks: readonly BackboneBlock[];
}

const FILES = 1_000;
const MEASURED = 10;
const DEPTHS = 100;
const LAYERS = 10_000;
/** Of a channel's mean and deviation, in units of 0…255. */
const LARGEST_SHIFT = 1e4;
const SMALLEST_SCALE = 1e-4;

/** The text of a brought backbone's card.json in a project's file. */
export function writeBroughtCard({ name, input, source, depths, measured, blocks }: BackboneCard): string {
  const { licence, author, files } = source;
  const places = depths.map((depth) => ({ name: depth.name, source: depth.source }));
  return JSON.stringify({ name, depths: places, input, licence, author, files, measured, blocks });
}

/** Reads card.json of a brought backbone, of which nobody has vouched for anything. */
export function readBroughtCard(json: unknown, fail: Fail): BroughtCard {
  const fields = new StrictFields(json, 'card', fail);
  fields.nothingBut(['name', 'depths', 'input', 'licence', 'author', 'files', 'measured', 'blocks']);
  const text = (name: string) => fields.text(name, most.name);
  const names = (from: StrictFields, field: string, longest: number) =>
    from.list(field, longest).map((name) => {
      if (typeof name === 'string' && name.length <= most.name) return name;
      return from.wrong(field, 'must hold names');
    });
  const blocks = fields.objects('blocks', LAYERS, (block): BackboneBlock => {
    block.nothingBut(['name', 'layers', 'parameters']);
    return {
      name: block.text('name', most.name),
      layers: names(block, 'layers', LAYERS),
      parameters: block.whole('parameters', 0),
    };
  });
  const measured = fields.objects('measured', MEASURED, (figure): Measurement => {
    figure.nothingBut(['what', 'value', 'unit', 'command']);
    return {
      what: figure.text('what', most.name),
      value: figure.number('value', 0, largest.json),
      unit: figure.choice('unit', ['%', 'ms']),
      command: figure.text('command', most.name),
    };
  });
  const depths = fields.objects('depths', DEPTHS, (depth): OwnDepth => {
    depth.nothingBut(['name', 'source']);
    return { name: depth.text('name', most.name), source: depth.text('source', most.name) };
  });
  const cut = depths.at(-1)?.source ?? fields.wrong('depths', 'is empty');
  if (new Set(depths.map(({ name }) => name)).size < depths.length)
    fields.wrong('depths', 'has a name twice');
  return {
    wanted: {
      name: text('name'),
      cut,
      depths,
      input: readInput(fields.inner('input')),
      licence: text('licence'),
      author: text('author'),
      trial: null,
    },
    files: names(fields, 'files', FILES),
    measured,
    blocks,
  };
}

/** Whether two ways to cut a model into blocks are of the same layers and weights. */
export function sameLayers(one: readonly BackboneBlock[], other: readonly BackboneBlock[]): boolean {
  const layers = (blocks: readonly BackboneBlock[]) => blocks.flatMap((block) => block.layers).toSorted();
  const parameters = (blocks: readonly BackboneBlock[]) =>
    blocks.reduce((sum, block) => sum + block.parameters, 0);
  return (
    parameters(one) === parameters(other) && JSON.stringify(layers(one)) === JSON.stringify(layers(other))
  );
}

function readInput(fields: StrictFields): BackboneInput {
  fields.nothingBut(['size', 'channels', 'mean', 'std']);
  const three = (name: string, least: number): readonly [number, number, number] => {
    const [first, second, third, ...more] = fields.list(name, 3);
    const fits = (value: unknown): value is number =>
      typeof value === 'number' && value >= least && value <= LARGEST_SHIFT;
    return fits(first) && fits(second) && fits(third) && more.length === 0
      ? [first, second, third]
      : fields.wrong(name, `must be three numbers from ${least} to ${LARGEST_SHIFT}`);
  };
  return {
    size: fields.whole('size', INPUT_SIZES.least, INPUT_SIZES.most),
    channels: fields.choice('channels', ['RGB', 'BGR']),
    mean: three('mean', -LARGEST_SHIFT),
    std: three('std', SMALLEST_SCALE),
  };
}
