import { beforeAll, expect, test } from 'vitest';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import type { View } from '../../core/augmentation/view.ts';
import { viewKey } from '../../core/augmentation/view-key.ts';
import { loadProgram } from '../backbone/run-program.ts';
import { type ExtractOptions, extract, type PictureViews } from './extract.ts';

beforeAll(async () => {
  await startRuntime();
});

const SIZE = 2;
/** What comes out of it is a picture's mean colour. */
const program = () =>
  loadProgram({
    input: 'picture',
    steps: [{ op: 'globalAverage', inputs: ['picture'], output: 'mean' }],
    output: 'mean',
    released: [['picture']],
  });

const mirrored: View = { crop: null, transform: [-1, 0, 0, 1, 1, 0], colour: null, erased: null };
const turned: View = { crop: null, transform: [0, 1, -1, 0, 1, 0], colour: null, erased: null };
const hashOf = (n: number): string => n.toString(16).padStart(64, '0');
const pictures = (count: number, views: PictureViews['views']): PictureViews[] =>
  Array.from({ length: count }, (_, n) => ({ hash: hashOf(n), views }));
/** The colour that stands for a view: of each picture another. */
const colourOf = (hash: string, view: number): number[] => [Number.parseInt(hash, 16), view, 200];

/** Runs an extraction; tells what came out and in which order things happened. */
async function run(of: readonly PictureViews[], options: Partial<ExtractOptions> = {}) {
  const rows = new Map<string, number[]>();
  const batches: number[] = [];
  const log: string[] = [];
  const loaded = program();
  const whole: { input: number[] } = { input: [] };
  try {
    await extract(of, {
      input: { size: SIZE, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] },
      program: {
        ...loaded,
        run: (images) => {
          whole.input.push(images.shape[0] ?? 0);
          return loaded.run(images);
        },
      },
      batchSize: 4,
      fixedBatch: false,
      draw: async ({ hash, views }) => {
        log.push(`draw ${Number.parseInt(hash, 16)}`);
        return views.map((_, view) => {
          const pixels = new Uint8ClampedArray(SIZE * SIZE * 4);
          for (let at = 0; at < pixels.length; at += 4) pixels.set([...colourOf(hash, view), 255], at);
          return pixels;
        });
      },
      onBatch: (keys, values) => {
        log.push('batch');
        batches.push(keys.length);
        keys.forEach((key, i) => {
          rows.set(key, [...values.slice(i * 3, (i + 1) * 3)]);
        });
      },
      signal: new AbortController().signal,
      ...options,
    });
  } finally {
    loaded.dispose();
  }
  return { rows, batches, log, input: whole.input };
}

test('each view has the features of its own pixels, whichever batch it came in', async () => {
  const views = [null, mirrored, turned];
  const { rows, batches } = await run(pictures(5, views));
  expect(batches).toEqual([4, 4, 4, 3]);
  const expected = new Map(
    pictures(5, views).flatMap(({ hash }) =>
      views.map((view, i) => [viewKey(hash, view), colourOf(hash, i)] as const),
    ),
  );
  expect(rows).toEqual(expected);
});

test('the last batch is filled up where each size would be compiled', async () => {
  const loose = await run(pictures(5, [null]));
  expect(loose.input).toEqual([4, 1]);
  const fixed = await run(pictures(5, [null]), { fixedBatch: true });
  expect(fixed.input).toEqual([4, 4]);
  expect(fixed.batches).toEqual([4, 1]);
  expect(fixed.rows).toEqual(loose.rows);
});

test('views are asked for ahead of the model, a few batches of them', async () => {
  const drawnBefore = (log: readonly string[]) => log.indexOf('batch');
  expect(drawnBefore((await run(pictures(40, [null]))).log)).toBe(12 + 3);
  // Pictures of many views are drawn whole: as many are under way as have that many views together, two at least.
  expect(drawnBefore((await run(pictures(40, [null, mirrored, turned]))).log)).toBe(4 + 1);
});

test('a picture that can not be drawn ends it, after the batches before it', async () => {
  const seen: number[] = [];
  const draw: ExtractOptions['draw'] = async ({ hash }) => {
    if (hash === hashOf(6)) throw new Error('damaged');
    return [new Uint8ClampedArray(SIZE * SIZE * 4)];
  };
  const onBatch: ExtractOptions['onBatch'] = (keys) => {
    seen.push(keys.length);
  };
  await expect(run(pictures(20, [null]), { draw, onBatch })).rejects.toThrow('damaged');
  expect(seen).toEqual([4]);
});

test('stopped, it runs no further batch', async () => {
  const stop = new AbortController();
  const seen: number[] = [];
  const onBatch: ExtractOptions['onBatch'] = (keys) => {
    seen.push(keys.length);
    if (seen.length === 2) stop.abort();
  };
  const stopped = run(pictures(20, [null]), { onBatch, signal: stop.signal });
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  expect(seen).toEqual([4, 4]);
});
