import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyKind } from '../../../../test-support/engine/export/onnx/every-kind.ts';
import { exportInput } from '../../../../test-support/engine/export/onnx/export-input.ts';
import { fitKnownFeatures } from '../../../core/evaluation/known-features.ts';
import { type ExportInput, KNOWN_FILE } from '../../../core/export/exported.ts';
import { decodeKnown } from '../../../core/export/known-file.ts';
import { MANIFEST_FILE } from '../../../core/export/model-manifest.ts';
import { fromFloat16Bits } from '../../../core/float16.ts';
import { seededRandom } from '../../../core/random.ts';
import { readHtml } from './read-html.ts';
import { unpackHtml } from './unpack-html.ts';
import { writeHtml } from './write-html.ts';

const text = new TextEncoder();
const bundle: ExportInput['bundle'] = async (name) => text.encode(name.endsWith('.css') ? 'a {}' : 'run();');
const golden = [Uint8Array.of(137, 80, 78, 71), Uint8Array.of(1, 2, 3)];
const base = exportInput(everyKind(21, 21), {
  golden: golden.map((_, i) => ({ file: `golden/${i + 1}.png`, probabilities: [0.4, 0.3, 0.2, 0.1] })),
});
const random = seededRandom('page');
const rows = Array.from({ length: 12 }, () => Float32Array.from({ length: 11 }, random));
const known = fitKnownFeatures(rows, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], 3);

async function pageOf(input: Partial<ExportInput> = {}): Promise<string> {
  const files = await writeHtml({ ...base, golden, bundle, ...input });
  expect(files).toHaveLength(1);
  return String(files[0]?.content);
}

test('what was written is read back: weights value by value, manifest, pictures, what is known', async () => {
  const files = await unpackHtml(text.encode(await pageOf({ known })));
  expect(await readHtml(files)).toEqual(new Map(base.model.weights));
  expect(JSON.parse(new TextDecoder().decode(files.get(MANIFEST_FILE)))).toEqual(base.manifest);
  expect(files.get('golden/1.png')).toEqual(golden[0]);
  expect(files.get('golden/2.png')).toEqual(golden[1]);
  expect(decodeKnown(files.get(KNOWN_FILE) ?? new Uint8Array(), 11)).toEqual(known);
  expect([...files.keys()].filter((path) => path.startsWith('code/'))).toEqual([]);
  expect((await unpackHtml(text.encode(await pageOf()))).has(KNOWN_FILE)).toBe(false);
});

test('weights of 16 bits take half the room', async () => {
  const sizes = async (turn: (value: number, i: number) => number) => {
    const weights = new Map(
      [...base.model.weights].map(([name, { shape, values }]) => [name, { shape, values: values.map(turn) }]),
    );
    const files = await unpackHtml(text.encode(await pageOf({ model: { ...base.model, weights } })));
    expect(await readHtml(files)).toEqual(weights);
    return files.get('group1-shard1of1.bin')?.length ?? 0;
  };
  const whole = await sizes((value) => value);
  expect(await sizes((_, i) => fromFloat16Bits(0x3000 + (i % 0x400)))).toBe(whole / 2);
});

test('no name of a class can be markup', async () => {
  const elements = (page: string) => page.match(/<\/?[a-z!][^\s>]*/gi);
  const reference = elements(await pageOf());
  const hostile = fc.constantFrom(
    '</script><img src=x onerror=alert(1)>',
    '<!--<script>',
    '\u2028',
    '\ud800',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(hostile, fc.string({ unit: 'binary' })), { minLength: 2, maxLength: 9 }),
      async (names) => {
        const classes = names.map((name, colour) => ({ name, colour }));
        const page = await pageOf({ manifest: { ...base.manifest, classes } });
        expect(elements(page)).toEqual(reference);
        const files = await unpackHtml(text.encode(page));
        expect(JSON.parse(new TextDecoder().decode(files.get(MANIFEST_FILE))).classes).toEqual(classes);
      },
    ),
    { numRuns: 12 },
  );
});

test('a page without a model, and one that is cut, are told', async () => {
  await expect(unpackHtml(text.encode('<p>Some other page</p>'))).rejects.toMatchObject({
    failure: { code: 'unsupported-format' },
  });
  const page = await pageOf();
  const at = page.indexOf('data-file="group1');
  await expect(unpackHtml(text.encode(page.slice(0, at))).then(readHtml)).rejects.toMatchObject({
    failure: { code: 'unsupported-format', file: 'group1-shard1of1.bin' },
  });
  await expect(unpackHtml(text.encode(page.slice(0, 200)))).rejects.toMatchObject({
    failure: { code: 'unsupported-format' },
  });
});
