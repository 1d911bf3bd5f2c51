import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { probeBackends } from './probe.ts';

beforeEach(() => {
  // A browser without graphics.
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => null;
    },
  );
  vi.stubGlobal('self', { crossOriginIsolated: true });
});
afterEach(() => vi.unstubAllGlobals());

const hasThreads = async () => (await probeBackends()).wasm?.threads;

test('an isolated page with memory to share has threads', async () => {
  expect(await probeBackends()).toEqual({ webgpu: null, webgl: null, wasm: { threads: true, cores: 4 } });
});

test('a page that is not isolated has none', async () => {
  vi.stubGlobal('self', { crossOriginIsolated: false });
  expect(await hasThreads()).toBe(false);
});

test('an isolated page in a browser without SharedArrayBuffer has none', async () => {
  vi.stubGlobal('SharedArrayBuffer', undefined);
  expect(await hasThreads()).toBe(false);
});

test('WebAssembly that shares no memory has none', async () => {
  class Memory {
    readonly buffer = new ArrayBuffer(0);
  }
  vi.stubGlobal('WebAssembly', { Memory });
  expect(await hasThreads()).toBe(false);
  vi.stubGlobal('WebAssembly', {
    Memory: class {
      constructor() {
        throw new TypeError('no shared memory');
      }
    },
  });
  expect(await hasThreads()).toBe(false);
});
