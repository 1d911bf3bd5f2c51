import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { expect, test } from 'vitest';
import { ConversionError } from '../../core/backbone/convert/conversion-error.ts';
import { float16Bits } from '../../core/float16.ts';
import { DATA_TYPES, encodeModel } from './onnx-proto.ts';
import { namedFiles, readNetwork } from './read-network.ts';

type Write = (writer: BinaryWriter) => void;

/** A file with one initialiser, 'w', as TensorProto's fields are written by `write`. */
function fileWith(dims: readonly number[], type: number, write: Write): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(7, WireType.LengthDelimited).fork().tag(5, WireType.LengthDelimited).fork();
  for (const size of dims) writer.tag(1, WireType.Varint).int64(size);
  writer.tag(2, WireType.Varint).int32(type).tag(8, WireType.LengthDelimited).string('w');
  write(writer);
  return writer.join().join().finish();
}

const raw =
  (bytes: ArrayBufferView): Write =>
  (writer) =>
    writer
      .tag(9, WireType.LengthDelimited)
      .bytes(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));

/** Numbers one after another in one field. */
const packed =
  (field: number, write: Write): Write =>
  (writer) => {
    writer.tag(field, WireType.LengthDelimited).fork();
    write(writer);
    writer.join();
  };

const halves = Uint16Array.of(float16Bits(1.5), float16Bits(-2));
const VALUES = [1.5, -2];

test.each<[string, number, Write, readonly number[]]>([
  ['float32, raw', DATA_TYPES.float32, raw(Float32Array.from(VALUES)), VALUES],
  ['float32, packed', DATA_TYPES.float32, packed(4, (w) => VALUES.forEach((v) => void w.float(v))), VALUES],
  [
    'float32, one by one',
    DATA_TYPES.float32,
    (w) => VALUES.forEach((v) => void w.tag(4, WireType.Bit32).float(v)),
    VALUES,
  ],
  ['float16, raw', DATA_TYPES.float16, raw(halves), VALUES],
  [
    'float16, as patterns',
    DATA_TYPES.float16,
    packed(5, (w) => halves.forEach((v) => void w.int32(v))),
    VALUES,
  ],
  // The upper halves of 1.5 and −2 in 32 bits.
  ['bfloat16', DATA_TYPES.bfloat16, raw(Uint16Array.of(0x3fc0, 0xc000)), VALUES],
  ['float64, raw', DATA_TYPES.float64, raw(Float64Array.from(VALUES)), VALUES],
  ['float64, packed', DATA_TYPES.float64, packed(10, (w) => VALUES.forEach((v) => void w.double(v))), VALUES],
  ['int64, raw', DATA_TYPES.int64, raw(BigInt64Array.of(-1n, 7n)), [-1, 7]],
  ['int64, packed', DATA_TYPES.int64, packed(7, (w) => void w.int64(-1).int64(7)), [-1, 7]],
  ['int64, one by one', DATA_TYPES.int64, (w) => void w.tag(7, 0).int64(-1).tag(7, 0).int64(7), [-1, 7]],
  ['int32', DATA_TYPES.int32, packed(5, (w) => void w.int32(-1).int32(7)), [-1, 7]],
  ['int8', DATA_TYPES.int8, raw(Int8Array.of(-1, 7)), [-1, 7]],
  ['uint8', DATA_TYPES.uint8, raw(Uint8Array.of(255, 7)), [255, 7]],
])('%s', (_, type, write, expected) => {
  const tensor = readNetwork(fileWith([2, 1], type, write)).weights.get('w');
  expect(tensor?.shape).toEqual([2, 1]);
  expect([...(tensor?.values ?? [])]).toEqual(expected);
});

const outside =
  (entries: Readonly<Record<string, string>>): Write =>
  (writer) => {
    for (const [key, value] of Object.entries(entries)) {
      writer.tag(13, WireType.LengthDelimited).fork();
      writer.tag(1, WireType.LengthDelimited).string(key).tag(2, WireType.LengthDelimited).string(value);
      writer.join();
    }
    writer.tag(14, WireType.Varint).int32(1);
  };

test('weights in another file are read from there', () => {
  const others = new Map([['w.data', new Uint8Array(Float32Array.of(9, 1.5, -2, 9).buffer)]]);
  const file = fileWith([2], 1, outside({ location: 'w.data', offset: '4', length: '8' }));
  expect(namedFiles(file)).toEqual(['w.data']);
  expect(readNetwork(file, others).weights.get('w')?.values).toEqual(Float32Array.from(VALUES));
  for (const offset of ['12', '-4', 'x']) {
    const beyond = fileWith([2], 1, outside({ location: 'w.data', offset, length: '8' }));
    const { weights } = readNetwork(beyond, others);
    expect(() => weights.get('w')).toThrow('w: the file “w.data” ends before its values do');
  }
});

test.each<[string, Uint8Array, string]>([
  [
    'in another file',
    fileWith([2], 1, outside({ location: 'w.data' })),
    'w: its values lie in the file “w.data”, which is missing',
  ],
  ['of an enormous shape', fileWith([2 ** 40, 2 ** 10], 1, raw(new Float32Array(2))), 'the file is damaged'],
  ['of a shape below zero', fileWith([-1, -2], 1, raw(new Float32Array(2))), 'not of whole numbers'],
  ['too short', fileWith([2], 1, raw(new Uint8Array(7))), 'ends too early'],
  ['of text', fileWith([2], 8, () => {}), 'numbers of type 8'],
])('a weight %s is refused when it is asked for', (_, file, words) => {
  const { weights } = readNetwork(file);
  expect(weights.has('w')).toBe(true);
  expect(() => weights.get('w')).toThrow(ConversionError);
  expect(() => weights.get('w')).toThrow(words);
});

test('what is written is read back', () => {
  const bytes = encodeModel({
    irVersion: 8,
    opset: 17,
    producer: { name: 'test', version: '1' },
    doc: '',
    graph: {
      name: 'g',
      nodes: [
        {
          operator: 'Pad',
          name: 'pad',
          inputs: ['x', '', 'w'],
          output: 'y',
          attributes: {
            one: -3,
            several: [4, -5],
            mode: 'constant',
            value: { float: 0.5 },
            tensor: { tensor: { name: 't', dims: [], values: Float32Array.of(2) } },
          },
        },
      ],
      initializers: [{ name: 'w', dims: [1], values: Float32Array.of(1) }],
      // Old files list their weights here.
      inputs: [
        { name: 'w', dims: [1] },
        { name: 'x', dims: ['N', 3, 8, 8] },
      ],
      outputs: [{ name: 'y', dims: ['N'] }],
      values: [],
    },
    metadata: {},
  });
  const { inputs, outputs, nodes } = readNetwork(bytes);
  expect(inputs).toEqual([{ name: 'x', dims: [null, 3, 8, 8] }]);
  expect(outputs).toEqual(['y']);
  expect(nodes).toMatchObject([
    { name: 'pad', operator: 'Pad', domain: '', inputs: ['x', '', 'w'], outputs: ['y'] },
  ]);
  const attributes = nodes[0]?.attributes;
  expect(attributes?.get('one')?.integers).toEqual([-3]);
  expect(attributes?.get('several')?.integers).toEqual([4, -5]);
  expect(attributes?.get('mode')?.text).toBe('constant');
  expect(attributes?.get('value')?.floats).toEqual([0.5]);
  expect(attributes?.get('tensor')?.tensor?.()).toEqual({ shape: [], values: Float32Array.of(2) });
});
