import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FailureError } from '../../core/project/failure.ts';
import { keepFiles } from './keep-files.ts';

const files = Array.from({ length: 7 }, (_, index) => ({ path: `models/m/${index}.bin`, bytes: index }));

beforeEach(() => vi.stubGlobal('document', { baseURI: 'https://a.example/x/' }));
afterEach(() => vi.unstubAllGlobals());

const ignore = () => undefined;

test('each file is asked for once, so many at a time, and counted', async () => {
  let open = 0;
  let most = 0;
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: URL) => {
    asked.push(address.href);
    open++;
    most = Math.max(most, open);
    await Promise.resolve();
    open--;
    return new Response('');
  });
  let bytes = 0;
  const { signal } = new AbortController();
  await keepFiles(files, { signal, atATime: 3, onKept: (kept) => (bytes += kept) });
  expect(asked).toEqual(files.map(({ path }) => `https://a.example/x/${path}`));
  expect(most).toBe(3);
  expect(bytes).toBe(21);
});

test('a file waits for its turn', async () => {
  const told: string[] = [];
  vi.stubGlobal('fetch', async () => {
    told.push('file');
    return new Response('');
  });
  const turn = async () => {
    told.push('turn');
  };
  const { signal } = new AbortController();
  await keepFiles(files.slice(0, 2), { signal, atATime: 1, turn, onKept: ignore });
  expect(told).toEqual(['turn', 'file', 'turn', 'file']);
});

test('what can not be fetched is named', async () => {
  const { signal } = new AbortController();
  const keep = () => keepFiles(files, { signal, atATime: 1, onKept: ignore });
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  await expect(keep()).rejects.toMatchObject({ failure: { file: 'models/m/0.bin' } });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(keep()).rejects.toBeInstanceOf(FailureError);
});

test('what is fetched is read to its end, never cancelled', async () => {
  let end = 0;
  const cancel = vi.fn();
  vi.stubGlobal('fetch', async () => {
    let chunks = 3;
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      if (chunks-- > 0) return controller.enqueue(new Uint8Array(1000));
      end++;
      controller.close();
    };
    return new Response(new ReadableStream({ pull, cancel }));
  });
  const { signal } = new AbortController();
  await keepFiles(files, { signal, atATime: 2, onKept: ignore });
  expect(end).toBe(files.length);
  expect(cancel).not.toHaveBeenCalled();
});

test('stopped, nothing more is asked for', async () => {
  const controller = new AbortController();
  const asked = vi.fn(async () => new Response(''));
  vi.stubGlobal('fetch', asked);
  const keeping = keepFiles(files, {
    signal: controller.signal,
    atATime: 1,
    onKept: () => controller.abort(),
  });
  await expect(keeping).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked).toHaveBeenCalledTimes(1);
});
