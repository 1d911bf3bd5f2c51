import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyKind } from '../../../../test-support/engine/export/onnx/every-kind.ts';
import { exportInput } from '../../../../test-support/engine/export/onnx/export-input.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { readOnnx } from './read-onnx.ts';
import { onnxBytes, writeOnnx } from './write-onnx.ts';

const model = everyKind(21, 21);
const bytes = onnxBytes(exportInput(model));
const read = (file: Uint8Array<ArrayBuffer>) =>
  readOnnx(new Map([['serving/triton/run-3/1/model.onnx', file]]));

test('what was written is read back, each weight bit by bit', async () => {
  const files = await writeOnnx(exportInput(model));
  const encoder = new TextEncoder();
  const entries = files.map(
    ({ path, content }) => [path, typeof content === 'string' ? encoder.encode(content) : content] as const,
  );
  const weights = await readOnnx(new Map(entries));
  const sorted = (map: typeof weights) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  expect(sorted(weights)).toEqual(sorted(model.weights));
});

test('an export without a model in it is refused', async () => {
  await expect(readOnnx(new Map())).rejects.toThrow('There is no ONNX model in it.');
});

test('a file that was cut, or changed anywhere, is refused or read, and nothing else', async () => {
  const outcome = async (file: Uint8Array<ArrayBuffer>): Promise<string> => {
    try {
      const weights = await read(file);
      for (const { shape, values } of weights.values())
        expect(values.length).toBe(shape.reduce((product, size) => product * size, 1));
      return 'read';
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      expect(error.failure).toMatchObject({
        code: 'unsupported-format',
        file: 'serving/triton/run-3/1/model.onnx',
      });
      return 'refused';
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
      await outcome(bytes.slice(0, length));
    }),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      await outcome(changed);
    }),
    { numRuns: 200 },
  );
  expect(await outcome(bytes)).toBe('read');
  expect(await outcome(bytes.slice(0, bytes.length / 2))).toBe('refused');
  expect(await outcome(new Uint8Array(1000).fill(255))).toBe('refused');
});
