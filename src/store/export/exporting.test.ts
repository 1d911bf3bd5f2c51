import { expect, test } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { plainRun } from '../../core/training/run.ts';

const check = { passed: true, largest: 2e-7, tolerance: 1e-4, pictures: 3 };

async function ready() {
  const engine = await openStore();
  await engine.store.getState().claimProject();
  const { exportedFile, useExporting } = await import('./exporting.ts');
  return { ...engine, exportedFile, exporting: useExporting };
}

test('an export tells its steps, and hands its file over beside the state', async () => {
  const { exporting, exportedFile, jobs } = await ready();
  const done = exporting.getState().exportRun('run', 'onnx', ['hash']);
  const [job] = jobs('exportModel');
  expect(job?.request).toEqual({ runId: 'run', format: 'onnx', golden: ['hash'] });
  job?.emit({ kind: 'step', done: 2, total: 5 });
  expect(exporting.getState().exporting?.steps).toEqual({ done: 2, total: 5 });
  // One at a time.
  expect(await exporting.getState().exportRun('run', 'tfjs', [])).toBeNull();
  const file = new Blob(['model']);
  job?.succeed({ fileName: 'model.zip', file, check });
  expect(await done).toBe(file);
  expect(exportedFile()).toBe(file);
  expect(exporting.getState().exporting).toBeNull();
  expect(exporting.getState().exported).toEqual({
    runId: 'run',
    format: 'onnx',
    fileName: 'model.zip',
    bytes: 5,
    check,
  });
});

test('a stopped export is not told as a failure, a failed one is', async () => {
  const { exporting, jobs, store } = await ready();
  const stopped = exporting.getState().exportRun('run', 'onnx', []);
  exporting.getState().stopExport();
  expect(jobs('exportModel')[0]?.signal?.aborted).toBe(true);
  jobs('exportModel')[0]?.fail({ code: 'cancelled', what: 'Stopped.', todo: '' });
  expect(await stopped).toBeNull();
  expect(store.getState().notices).toEqual([]);

  const failed = exporting.getState().exportRun('run', 'onnx', []);
  jobs('exportModel')[1]?.fail({ code: 'not-found', what: 'Gone.', todo: 'Train again.' });
  expect(await failed).toBeNull();
  expect(store.getState().notices[0]?.failures[0]?.what).toBe('Gone.');
  expect(exporting.getState().exporting).toBeNull();
});

test('an opened model is the newest run, and the one that answers', async () => {
  const { exporting, jobs, store } = await ready();
  const done = exporting.getState().openModel(new File(['model'], 'model.zip'));
  jobs('importModel')[0]?.emit({ kind: 'step', done: 1, total: 3 });
  expect(exporting.getState().opening).toEqual({ fileName: 'model.zip', steps: { done: 1, total: 3 } });
  const run = { ...plainRun, id: 'new', classes: [] };
  jobs('importModel')[0]?.succeed({ run: run as never, check });
  await done;
  expect(store.getState().runs[0]?.id).toBe('new');
  expect(store.getState().currentRunId).toBe('new');
  expect(exporting.getState().opened).toEqual({ runId: 'new', fileName: 'model.zip', check });
  expect(exporting.getState().opening).toBeNull();
});
