import type { BackboneCard, BackboneInput, Measurement } from '../backbone/card.ts';
import { INPUT_SIZES, type OwnBackbone } from '../backbone/own-backbone.ts';
import { largest, most } from './project-file.ts';
import { type Fail, StrictFields } from './project-file-fields.ts';

/** What of a brought backbone's card does not follow from its model. */
export interface BroughtCard {
  readonly wanted: OwnBackbone;
  /** Names of the files that it came in. */
  readonly files: readonly string[];
  readonly measured: readonly Measurement[];
}

const FILES = 1_000;
const MEASURED = 10;
/** Of a channel's mean and deviation, in units of 0…255. */
const LARGEST_SHIFT = 1e4;
const SMALLEST_SCALE = 1e-4;

/** The text of a brought backbone's card.json in a project's file. */
export function writeBroughtCard({ name, input, source, measured }: BackboneCard): string {
  const { cut, licence, author, files } = source;
  return JSON.stringify({ name, cut, input, licence, author, files, measured });
}

/** Reads card.json of a brought backbone, of which nobody has vouched for anything. */
export function readBroughtCard(json: unknown, fail: Fail): BroughtCard {
  const fields = new StrictFields(json, 'card', fail);
  fields.nothingBut(['name', 'cut', 'input', 'licence', 'author', 'files', 'measured']);
  const text = (name: string) => fields.text(name, most.name);
  const files = fields.list('files', FILES).map((file) => {
    if (typeof file === 'string' && file.length <= most.name) return file;
    return fields.wrong('files', 'must hold names of files');
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
  return {
    wanted: {
      name: text('name'),
      cut: text('cut'),
      input: readInput(fields.inner('input')),
      licence: text('licence'),
      author: text('author'),
      trial: null,
    },
    files,
    measured,
  };
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
