import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareFeatures } from '../../../../test-support/engine/backbone/own/onnx-features.ts';
import {
  asPytorch,
  asTensorflow,
  type Middle,
  OnnxFile,
} from '../../../../test-support/engine/backbone/own/onnx-file.ts';
import { exportInput } from '../../../../test-support/engine/export/onnx/export-input.ts';
import { startRuntime } from '../../../../test-support/engine/runtime.ts';
import { cutOwnModel } from '../../../core/backbone/convert/own-model.ts';
import { topologyOfLayers } from '../../../core/backbone/convert/own-topology.ts';
import { fitKnownFeatures } from '../../../core/evaluation/known-features.ts';
import { wholeModel } from '../../../core/export/whole-model.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { onnxBytes } from '../../export/onnx/write-onnx.ts';
import type { OnnxAttribute } from '../../onnx/onnx-proto.ts';
import type { ReadModel } from './format-reader.ts';
import { readModel } from './read-model.ts';

beforeAll(startRuntime);

const read = (bytes: Uint8Array<ArrayBuffer>, path = 'net.onnx'): Promise<ReadModel> =>
  readModel(
    { kind: 'files', files: [{ path, file: new Blob([bytes]) }] },
    { origin: 'https://here.example', signal: new AbortController().signal, onStep: () => {} },
  );

/** What stands in the way, be it of all of the network or of a part. */
async function obstacle(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    return (await read(bytes)).leftOut ?? '';
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    expect(error.failure).toMatchObject({ code: 'unsupported-format', file: 'net.onnx' });
    return error.failure.what;
  }
}

const six = (make: Middle['make']): Middle => ({ make, channels: 6 });
const refused = (operator: string, attributes: Readonly<Record<string, OnnxAttribute>> = {}) =>
  asPytorch(
    six((file, x) => file.node(operator, [x], attributes)),
    32,
  );

test('it is called as its file is, and what exporters call everything is not taken', async () => {
  const bytes = asPytorch(
    six((file, x) => file.relu(x)),
    32,
  );
  expect(await read(bytes)).toMatchObject({
    name: 'net',
    format: 'onnx',
    size: 32,
    leftOut: null,
    files: ['net.onnx'],
    parameters: 3 * 3 * 3 * 6 + 6 + 6 * 4 + 4,
  });
  expect((await read(bytes, 'mobile/model.onnx')).name).toBe('mobile');
  expect((await read(bytes, 'model.onnx')).name).toBe('My network');
});

test('the classifier is left out without a word', async () => {
  const classifier = (file: OnnxFile, x: string) => {
    const vector = file.node('Flatten', [file.node('GlobalAveragePool', [x])]);
    const dense = file.node('Gemm', [vector, file.weight([6, 5]), file.weight([5])]);
    return file.node('Softmax', [file.node('LayerNormalization', [dense, file.weight([5])])]);
  };
  const flat = (file: OnnxFile, x: string) =>
    file.node('MatMul', [file.node('Reshape', [x, file.list(0, -1)]), file.weight([6 * 32 * 32, 5])]);
  for (const top of [classifier, flat]) {
    const file = new OnnxFile();
    const stem = file.relu(file.conv('x', 3, 6, [3, 3], { pads: [1, 1, 1, 1] }));
    const own = await read(file.bytes(top(file, stem), [3, 32, 32], ['N', 'c']));
    expect(own).toMatchObject({ leftOut: null, parameters: 3 * 3 * 3 * 6 + 6 });
    expect(own.layers.at(-1)?.kind).toBe('ReLU');
  }
});

test('what this project exports opens as a network of one’s own, with the same features', async () => {
  const middle = six((file, x) => {
    const gate = file.conv(file.node('GlobalAveragePool', [x]), 6, 6, [1, 1]);
    const excited = file.node('Mul', [x, file.node('HardSigmoid', [gate])]);
    return file.node('MaxPool', [excited], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  });
  const brought = await read(asPytorch(middle, 32));
  const top = brought.cuts.at(-1)?.layer ?? '';
  const cut = cutOwnModel(brought, top, 32, [{ name: top, source: top }]);
  const input = { size: 32, channels: 'BGR', mean: [10, 20, 30], std: [50, 60, 70] } as const;
  const head = [{ kernel: Float32Array.from({ length: 8 }, (_, i) => i / 8), bias: new Float32Array(2) }];
  const whole = wholeModel(topologyOfLayers(cut.layers), input, head, 1);
  // With what tells whether a picture is one of the classes at all.
  const rows = Array.from({ length: 20 }, (_, i) => Float32Array.of(i % 7, (i * i) % 5, i % 3, i % 2));
  const known = fitKnownFeatures(
    rows,
    rows.map((_, i) => i % 2),
    2,
  );
  const exported = onnxBytes({ ...exportInput(whole), known });
  const { own, error, spread } = await compareFeatures(exported, 32);
  expect(own).toMatchObject({ size: 32, leftOut: null, parameters: brought.parameters + 3 * 3 + 3 });
  expect(error).toBeLessThan(1e-5);
  expect(spread).toBeGreaterThan(0.01);
});

test('weights in a file of their own, as PyTorch writes large ones', async () => {
  const far = asPytorch(
    six((file, x) => file.node('Conv', [x, 'far'])),
    32,
  );
  const writer = new BinaryWriter();
  writer.tag(7, WireType.LengthDelimited).fork().tag(5, WireType.LengthDelimited).fork();
  for (const size of [6, 6, 1, 1]) writer.tag(1, WireType.Varint).int64(size);
  writer.tag(2, WireType.Varint).int32(1).tag(8, WireType.LengthDelimited).string('far');
  writer.tag(13, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string('location');
  writer.tag(2, WireType.LengthDelimited).string('net.onnx.data');
  writer.join().join().join();
  const bytes = Uint8Array.of(...far, ...writer.finish());
  const data = new Uint8Array(Float32Array.from({ length: 36 }, (_, i) => i).buffer);
  const steps: string[] = [];
  const own = await readModel(
    {
      kind: 'files',
      files: [
        { path: 'a/net.onnx', file: new Blob([bytes]) },
        { path: 'a/net.onnx.data', file: new Blob([data]) },
      ],
    },
    {
      origin: 'https://here.example',
      signal: new AbortController().signal,
      onStep: (done, total) => steps.push(`${done}/${total}`),
    },
  );
  expect(own).toMatchObject({ leftOut: null, files: ['a/net.onnx', 'net.onnx.data'] });
  expect(own.parameters).toBe(3 * 3 * 3 * 6 + 6 + 36 + 6 + 6 * 4 + 4);
  expect(steps).toEqual(['1/2', '2/2']);
  expect(await obstacle(bytes)).toContain(
    'far: its values lie in the file “net.onnx.data”, which is missing. Bring both files together',
  );
});

describe('what can’t be converted is named, with its node:', () => {
  const grouped = six((file, x) => file.node('Conv', [x, file.weight([6, 3, 1, 1])], { group: 2 }));
  const line = (file: OnnxFile, x: string) => file.node('Conv', [x, file.weight([6, 6, 3])]);
  const cases: readonly (readonly [string, Uint8Array<ArrayBuffer>, string])[] = [
    ['quantised', refused('QLinearConv'), 'QLinearConv_4: QLinearConv is part of a quantised network'],
    ['an operation', refused('Resize'), 'Resize_4: no rule for the operation Resize. Used can be: Conv'],
    ['groups', asPytorch(grouped, 32), 'a convolution in 2 groups of channels'],
    ['one axis', asPytorch(six(line), 32), 'a kernel of 1 axes over space'],
    [
      'dilation',
      asPytorch(
        six((file, x) => file.conv(x, 6, 6, [3, 3], { dilations: [2, 2] })),
        32,
      ),
      'a dilated window',
    ],
    [
      'SAME_LOWER with strides',
      refused('MaxPool', { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_LOWER' }),
      'auto_pad SAME_LOWER with strides',
    ],
    [
      'zeros around a maximum',
      asPytorch(
        six((file, x) =>
          file.node('MaxPool', [file.conv(x, 6, 6, [1, 1])], {
            kernel_shape: [3, 3],
            strides: [2, 2],
            pads: [1, 1, 1, 1],
          }),
        ),
        32,
      ),
      'may be below zero: put a ReLU in front of it',
    ],
    [
      'a mean that does not count its pads',
      refused('AveragePool', { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
      'export it with count_include_pad=1',
    ],
    [
      'bounds far apart',
      asPytorch(
        six((file, x) => file.node('Clip', [x, file.scalar(-1000), file.scalar(1000)])),
        32,
      ),
      'Clip between -1000 and 1000',
    ],
    [
      'a mirror',
      asPytorch(
        six((file, x) => file.node('Pad', [x, file.list(0, 0, 1, 1, 0, 0, 1, 1)], { mode: 'reflect' })),
        32,
      ),
      'pads in the mode reflect',
    ],
    ['huge pads', refused('Pad', { pads: [0, 0, 2 ** 40, 0, 0, 0, 0, 0] }), 'pads of 0, 0, 1099511627776'],
    [
      'a weight that is missing',
      asPytorch(
        six((file, x) => file.node('Conv', [x, 'w'])),
        32,
      ),
      '“w”, its kernel',
    ],
    [
      'a value that nothing makes',
      asPytorch(
        six((file, x) => file.node('Add', [x, 'lost'])),
        32,
      ),
      'lost: nothing in the file makes it',
    ],
    [
      'a batch-norm in training',
      asPytorch(
        six((file, x) =>
          file.node('BatchNormalization', [x, ...Array.from({ length: 4 }, () => file.weight([6]))], {
            training_mode: 1,
          }),
        ),
        32,
      ),
      'model.eval()',
    ],
    [
      'a circle',
      asPytorch(
        six((file, x) => file.node('Add', [x, 'Add_4'])),
        32,
      ),
      'the graph is a circle',
    ],
    ['a vector', new OnnxFile().bytes('x', [3]), 'takes ? × 3, not pictures'],
    ['grey pictures', new OnnxFile().bytes('x', [1, 32, 32]), 'pictures of 1 channels'],
    ['no convolution', new OnnxFile().bytes('x', [3, 32, 32]), 'there is no convolution in it'],
    [
      'squeeze-excitation with something unknown',
      asPytorch(
        six((file, x) => {
          const vector = file.node('Flatten', [file.node('GlobalAveragePool', [x])]);
          const gate = file.node('Reshape', [file.node('Erf', [vector]), file.list(0, 6, 1, 1)]);
          return file.node('Mul', [x, gate]);
        }),
        32,
      ),
      'no rule for the operation Erf',
    ],
    [
      'channels that are shuffled, with more convolutions behind',
      asPytorch(
        six((file, x) => {
          const groups = file.node('Reshape', [x, file.list(0, 2, 3, 32, 32)]);
          const turned = file.node('Transpose', [groups], { perm: [0, 2, 1, 3, 4] });
          return file.node('Reshape', [turned, file.list(0, 6, 32, 32)]);
        }),
        32,
      ),
      'Reshape leaves pictures behind',
    ],
  ];
  test.each(cases)('%s', async (_, bytes, words) => {
    expect(await obstacle(bytes)).toContain(words);
  });
});

describe('a hostile file', () => {
  const good = asTensorflow(
    six((file, x) => {
      const vector = file.node('Flatten', [file.node('GlobalAveragePool', [x])]);
      const gate = file.node('Gemm', [vector, file.weight([6, 6]), file.weight([6])], { transB: 1 });
      const excited = file.node('Mul', [x, file.node('Reshape', [gate, file.list(0, 6, 1, 1)])]);
      return file.node('Pad', [
        file.node('Clip', [excited, file.scalar(0)]),
        file.list(0, 0, 1, 0, 0, 0, 1, 1),
      ]);
    }),
    32,
  );

  test.each([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('{"modelTopology": {}}')],
    ['half a file', good.slice(0, good.length / 2)],
    ['fields without end', new Uint8Array(1_000_000).fill(8)],
  ])('%s is no ONNX file', async (_, bytes) => {
    expect(await obstacle(bytes)).toContain('This is no ONNX file');
  });

  test('that joins itself again and again is read as quickly as any', async () => {
    const file = new OnnxFile();
    let sizes = file.node('Shape', ['x']);
    let value = file.relu(file.conv('x', 3, 6, [1, 1]));
    for (let i = 0; i < 40; i++) {
      sizes = file.node(
        'Concat',
        Array.from({ length: 8 }, () => sizes),
        { axis: 0 },
      );
      value = file.node('Add', [value, value]);
    }
    const pooled = file.node('MaxPool', [value], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [1, 1, 1, 1],
    });
    const shaped = file.node('Reshape', [file.node('GlobalAveragePool', [pooled]), sizes]);
    const started = performance.now();
    const own = await read(file.bytes(shaped, [3, 32, 32]));
    expect(own.layers.at(-1)?.kind).toBe('MaxPooling2D');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('with any of its bytes changed, or cut anywhere, is read or refused in words', async () => {
    const outcome = async (bytes: Uint8Array<ArrayBuffer>) => {
      const result = await read(bytes).catch((error: unknown) => error);
      if (!(result instanceof FailureError) && result instanceof Error) throw result;
      expect(
        result instanceof FailureError || (result !== null && typeof result === 'object' && 'cuts' in result),
      ).toBe(true);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), (length) => outcome(good.slice(0, length))),
      { numRuns: 100 },
    );
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = good.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        return outcome(changed);
      }),
      { numRuns: 500 },
    );
  });
});
