import sharp from 'sharp';
import type { ModelManifest } from '../src/core/export/model-manifest.ts';
import { parityCheck } from '../src/core/export/parity.ts';
import { runOnnx } from '../test-support/engine/export/onnx/run-onnx.ts';
import { ExportPanel, unzip } from './fixtures/export-panel.ts';
import { zipOf } from './fixtures/folders.ts';
import { expect, test } from './fixtures/test.ts';

const FOLDER = 'serving/triton/run-1';

/** RGB, 0…255, row by row. */
async function pixelsOf(png: Uint8Array | undefined): Promise<Float32Array> {
  const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return Float32Array.from(data);
}

test('an ONNX export answers in onnxruntime, and read back, as the page does', async ({
  app,
  earth,
  page,
}) => {
  const photos = ['ice', 'sea', 'forest'].flatMap((name) => earth.take(name, 10));
  const tree = Object.fromEntries(
    photos.map(({ className, name, bytes }) => [`${className}/${name}`, bytes]),
  );
  await app.open('?backend=wasm');
  await app.data.chooseFiles([{ name: 'few.zip', bytes: await zipOf(tree) }]);
  await app.data.imported();
  await app.train.run();
  const panel = new ExportPanel(page);
  await panel.open();
  const exported = await panel.save('ONNX');
  const files = await unzip(exported);
  const text = (path: string) => Buffer.from(files.get(path) ?? []).toString();
  const manifest: ModelManifest = JSON.parse(text('headstart.json'));

  await test.step('in onnxruntime', async () => {
    const model = files.get(`${FOLDER}/1/model.onnx`) ?? new Uint8Array();
    const { size } = manifest.input;
    const answers: Float32Array[] = [];
    for (const { file } of manifest.golden) {
      const pixels = await pixelsOf(files.get(file));
      const outputs = await runOnnx(model, pixels, [1, size, size, 3]);
      answers.push(outputs.probabilities?.values ?? new Float32Array());
      expect(outputs.familiarity?.dims).toEqual([1]);
    }
    const expected = manifest.golden.map(({ probabilities }) => probabilities);
    expect(parityCheck(expected, answers)).toMatchObject({ passed: true, pictures: 3 });
  });

  await test.step('the folder serves it under the run’s name, with its classes in order', async () => {
    const names = manifest.classes.map(({ name }) => name);
    expect(text(`${FOLDER}/labels.txt`)).toBe(`${names.join('\n')}\n`);
    expect(names.toSorted()).toEqual(['forest', 'ice', 'sea']);
    expect(text(`${FOLDER}/config.pbtxt`)).toContain('name: "run-1"');
    expect(text('README.md')).toContain(`${FOLDER}/1/model.onnx`);
  });

  await test.step('opened in the page it is a run with the same answers', async () => {
    await panel.choose(exported);
    await expect(panel.opened).toContainText('is Run 1 from a file now, and answers');
    await expect(app.train.runs).toHaveCount(2);
  });
});
