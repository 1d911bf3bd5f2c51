import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { probeBackends } from './probe.ts';
import { START_LIMIT_MS } from './within.ts';

const info = { vendor: 'acme', architecture: 'one', device: '', description: '', isFallbackAdapter: false };

const machine = (requestAdapter: () => Promise<unknown>) =>
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });

beforeEach(() => {
  vi.useFakeTimers();
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
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const hasThreads = async () => (await probeBackends()).wasm?.threads;

test('a graphics processor is told by its name', async () => {
  machine(async () => ({ info }));
  expect((await probeBackends()).webgpu).toEqual({ device: 'acme one', hardware: true });
});

test('one that answers nothing, or fails, is none, and the others are looked at', async () => {
  machine(() => new Promise(() => {}));
  const probing = probeBackends();
  await vi.advanceTimersByTimeAsync(START_LIMIT_MS);
  expect(await probing).toEqual({ webgpu: null, webgl: null, wasm: { threads: true, cores: 1 } });

  machine(() => Promise.reject(new Error('The graphics process was ended.')));
  expect((await probeBackends()).webgpu).toBeNull();
});

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
