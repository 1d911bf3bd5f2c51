import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyKind } from '../../../../test-support/engine/export/onnx/every-kind.ts';
import { exportInput } from '../../../../test-support/engine/export/onnx/export-input.ts';
import { fitKnownFeatures } from '../../../core/evaluation/known-features.ts';
import { modelName } from './model-name.ts';
import { writeOnnx } from './write-onnx.ts';

const model = everyKind(21, 21);
const known = fitKnownFeatures(
  [1, 2, 3, 4].map((n) => Float32Array.from({ length: 11 }, (_, i) => Math.sin(n * (i + 1)))),
  [0, 0, 1, 1],
  2,
);

async function filesOf(input: Parameters<typeof writeOnnx>[0]): Promise<ReadonlyMap<string, string>> {
  const files = await writeOnnx(input);
  return new Map(files.map(({ path, content }) => [path, typeof content === 'string' ? content : '']));
}

test('the folder is a model repository as Triton’s documentation lays it out, with the model in it once', async () => {
  const files = await filesOf(exportInput(model));
  expect([...files.keys()].sort()).toEqual([
    'README.md',
    'check.py',
    'predict.py',
    'requirements.txt',
    'serving/kserve.yaml',
    'serving/triton/run-3/1/model.onnx',
    'serving/triton/run-3/config.pbtxt',
    'serving/triton/run-3/labels.txt',
  ]);
  // A line a class, whatever is in its name.
  expect(files.get('serving/triton/run-3/labels.txt')).toBe('daisy\n<b>🌹</b>\nline break\n"quoted"\n');
});

test('config.pbtxt says what goes in and comes out, in the text format of model_config.proto', async () => {
  expect((await filesOf(exportInput(model))).get('serving/triton/run-3/config.pbtxt')).toBe(
    `name: "run-3"
backend: "onnxruntime"
max_batch_size: 32
input [
  {
    name: "pixels"
    data_type: TYPE_FP32
    dims: [ 21, 21, 3 ]
  }
]
output [
  {
    name: "probabilities"
    data_type: TYPE_FP32
    dims: [ 4 ]
    label_filename: "labels.txt"
  }
]
dynamic_batching { }
`,
  );
});

test('the familiarity is an output of the server where the run can tell, and the readme says its threshold', async () => {
  const unknown = { score: 'distance', threshold: -12.5, keeps: 0.95 } as const;
  const files = await filesOf({ ...exportInput(model, { unknown }), known });
  expect(files.get('serving/triton/run-3/config.pbtxt')).toContain('reshape: { shape: [ ] }');
  expect(files.get('README.md')).toContain('Below -12.50 (`unknown.threshold` in headstart.json)');
  const without = await filesOf(exportInput(model, { unknown }));
  expect(without.get('README.md')).not.toContain('familiarity');
});

test('no placeholder is left, and the names agree', async () => {
  const files = await filesOf(exportInput(model, { name: 'Blüten & Blätter, Lauf 12' }));
  expect(files.get('README.md')).not.toMatch(/MODEL_NAME|OPSET|SIZE|CLASSES|FAMILIARITY/);
  expect(files.get('serving/kserve.yaml')).toContain('  name: bluten-blatter-lauf-12\n');
  expect([...files.keys()]).toContain('serving/triton/bluten-blatter-lauf-12/1/model.onnx');
});

test('a name is one that Kubernetes takes (RFC 1123), whatever the run is called', () => {
  expect(modelName('🌹')).toBe('model');
  expect(modelName('12 flowers')).toBe('flowers');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      expect(modelName(name)).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
    }),
  );
});
