import { ConversionError } from '../../core/backbone/convert/conversion-error.ts';
import type { Tensor } from '../../core/backbone/convert/layers.ts';
import { widen } from '../../core/float16.ts';
import { allBytes, allFloats, allIntegers, allTexts, type Field, fieldsOf } from './message-reader.ts';
import { DATA_TYPES } from './onnx-proto.ts';

/** TensorProto's fields. */
const [DIMS, TYPE, FLOATS, INTS, LONGS, RAW, DOUBLES, UNSIGNED, EXTERNAL, LOCATION] = [
  1, 2, 4, 5, 7, 9, 10, 11, 13, 14,
] as const;
/** TensorProto.DataLocation.EXTERNAL */
const ELSEWHERE = 1;

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers of `raw_data`, little-endian, by TensorProto.DataType. */
const RAW_NUMBERS: ReadonlyMap<
  number,
  { readonly bytes: number; readonly read: (raw: Bytes) => Float32Array }
> = new Map([
  [DATA_TYPES.float32, { bytes: 4, read: ({ buffer }) => new Float32Array(buffer) }],
  [DATA_TYPES.float16, { bytes: 2, read: ({ buffer }) => widen(new Uint16Array(buffer)) }],
  [DATA_TYPES.bfloat16, { bytes: 2, read: ({ buffer }) => fromBfloat16(new Uint16Array(buffer)) }],
  [DATA_TYPES.float64, { bytes: 8, read: ({ buffer }) => Float32Array.from(new Float64Array(buffer)) }],
  [DATA_TYPES.uint8, { bytes: 1, read: (raw) => Float32Array.from(raw) }],
  [DATA_TYPES.bool, { bytes: 1, read: (raw) => Float32Array.from(raw) }],
  [DATA_TYPES.int8, { bytes: 1, read: ({ buffer }) => Float32Array.from(new Int8Array(buffer)) }],
  [DATA_TYPES.int16, { bytes: 2, read: ({ buffer }) => Float32Array.from(new Int16Array(buffer)) }],
  [DATA_TYPES.uint16, { bytes: 2, read: ({ buffer }) => Float32Array.from(new Uint16Array(buffer)) }],
  [DATA_TYPES.int32, { bytes: 4, read: ({ buffer }) => Float32Array.from(new Int32Array(buffer)) }],
  [DATA_TYPES.uint32, { bytes: 4, read: ({ buffer }) => Float32Array.from(new Uint32Array(buffer)) }],
  [
    DATA_TYPES.int64,
    { bytes: 8, read: ({ buffer }) => Float32Array.from(new BigInt64Array(buffer), Number) },
  ],
  [
    DATA_TYPES.uint64,
    { bytes: 8, read: ({ buffer }) => Float32Array.from(new BigUint64Array(buffer), Number) },
  ],
]);

/** Types that `int32_data` may hold as the pattern of their bits. */
const HALVES: ReadonlyMap<number, (bits: Uint16Array) => Float32Array> = new Map([
  [DATA_TYPES.float16, widen],
  [DATA_TYPES.bfloat16, fromBfloat16],
]);

/** The other files that a network's weights lie in, by the names that stand in the .onnx file. */
export type OtherFiles = Pick<ReadonlyMap<string, Uint8Array>, 'get'>;

/**
 * The values of a TensorProto as 32-bit floats, whichever of its fields or files holds them.
 * @throws ConversionError where they lie in a file that is missing, are of a type that is not known or don't fill the
 * shape
 */
export function readTensor(fields: readonly Field[], name: string, others: OtherFiles): Tensor {
  const shape = allIntegers(fields, DIMS);
  const type = allIntegers(fields, TYPE)[0] ?? 0;
  const place = placeOf(fields);
  const [raw] = place ? [elsewhere(place, name, others)] : allBytes(fields, RAW);
  const values = raw ? rawNumbers(raw, type, name) : numbersOf(fields, type, name);
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 0))
    throw new ConversionError(name, 'its shape is not of whole numbers');
  const length = shape.reduce((product, size) => product * size, 1);
  if (values.length !== length)
    throw new ConversionError(name, `${values.length} numbers for a shape of ${length}: the file is damaged`);
  return { shape, values };
}

interface Place {
  readonly file: string;
  /** Bytes from the beginning. */
  readonly offset: number;
  /** Null: to the end. */
  readonly length: number | null;
}

/** Where the bytes lie, if that is another file: https://onnx.ai/onnx/repo-docs/ExternalData.html. */
export function placeOf(fields: readonly Field[]): Place | null {
  const entries = allBytes(fields, EXTERNAL).map(fieldsOf);
  if (allIntegers(fields, LOCATION)[0] !== ELSEWHERE && entries.length === 0) return null;
  const texts = new Map(entries.map((entry) => [allTexts(entry, 1)[0], allTexts(entry, 2)[0]]));
  const length = texts.get('length');
  return {
    file: texts.get('location') ?? 'a file of its own',
    offset: Number(texts.get('offset') ?? 0),
    length: length === undefined ? null : Number(length),
  };
}

function elsewhere({ file, offset, length }: Place, name: string, others: OtherFiles): Uint8Array {
  const bytes = others.get(file);
  if (!bytes)
    throw new ConversionError(
      name,
      `its values lie in the file “${file}”, which is missing. Bring both files together, or export with the weights inside: torch.onnx.export(…, external_data=False)`,
    );
  const end = length === null ? bytes.length : offset + length;
  if (!(offset >= 0 && end >= offset && end <= bytes.length))
    throw new ConversionError(name, `the file “${file}” ends before its values do`);
  return bytes.subarray(offset, end);
}

function rawNumbers(raw: Uint8Array, type: number, name: string): Float32Array {
  const numbers = numbersOfType(type, name);
  if (raw.length % numbers.bytes !== 0)
    throw new ConversionError(name, 'ends too early: the file is damaged');
  // A copy is aligned, wherever the bytes lay.
  return numbers.read(raw.slice());
}

function numbersOfType(type: number, name: string) {
  const numbers = RAW_NUMBERS.get(type);
  if (!numbers) throw new ConversionError(name, `holds numbers of type ${type}, which is not known`);
  return numbers;
}

function numbersOf(fields: readonly Field[], type: number, name: string): Float32Array {
  numbersOfType(type, name);
  const half = HALVES.get(type);
  if (half) return half(Uint16Array.from(allIntegers(fields, INTS)));
  if (type === DATA_TYPES.float32) return floatsOf(fields);
  if (type === DATA_TYPES.float64) return doublesOf(fields);
  if (type === DATA_TYPES.int64) return Float32Array.from(allIntegers(fields, LONGS));
  if (type === DATA_TYPES.uint32 || type === DATA_TYPES.uint64)
    return Float32Array.from(allIntegers(fields, UNSIGNED));
  return Float32Array.from(allIntegers(fields, INTS));
}

function floatsOf(fields: readonly Field[]): Float32Array {
  const [packed, ...more] = allBytes(fields, FLOATS);
  // The usual form, without a list of millions of numbers in between.
  if (packed && more.length === 0) return new Float32Array(packed.slice().buffer);
  return Float32Array.from(allFloats(fields, FLOATS));
}

function doublesOf(fields: readonly Field[]): Float32Array {
  const [packed = new Uint8Array()] = allBytes(fields, DOUBLES);
  return Float32Array.from(new Float64Array(packed.slice().buffer));
}

/** bfloat16 is the upper half of a 32-bit float. */
function fromBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (bits) => bits * 0x10000).buffer);
}
