import { expect, test } from 'vitest';
import { tinyManifest } from '../../../../test-support/core/export/fake-model.ts';
import { restoredRun } from './restored-run.ts';

const parts = {
  id: 'a',
  number: 4,
  createdAt: 5,
  backend: 'wasm',
  read: ['11', '12'],
  inputSize: 192,
  known: true,
  file: 'model.zip',
};

test('a run from a file has what the file says, and no photos', () => {
  const manifest = tinyManifest();
  const run = restoredRun(manifest, parts);
  expect(run.name).toBe('Run 3 from a file');
  expect(run.classes.map(({ name }) => name)).toEqual(manifest.classes.map(({ name }) => name));
  expect(new Set(run.classes.map(({ id }) => id)).size).toBe(3);
  expect(run.recipe).toEqual(manifest.recipe);
  expect(run.read).toEqual(['11', '12']);
  expect(run.inputSize).toBe(192);
  expect(run.unknown).toEqual(manifest.unknown);
  expect(run.note).toBe(
    'Read from “model.zip”, trained 2026-11-24. There: 9 of 10 validation photos right, 90\u00a0%.',
  );
  expect(run.history).toEqual([]);
});

test('where the file does not say what looks known, nothing is called unknown', () => {
  expect(restoredRun(tinyManifest(), { ...parts, known: false }).unknown).toBeNull();
});

test('opened again it is not called so twice; a class without a name gets one', () => {
  const classes = [
    { name: ' ', colour: 0 },
    { name: 'b', colour: 1 },
  ];
  const run = restoredRun(tinyManifest({ name: 'Run 3 from a file', classes }), parts);
  expect(run.name).toBe('Run 3 from a file');
  expect(run.classes[0]?.name).toBe('Class 1');
});
