import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { probeBackends } from './probe.ts';
import { START_LIMIT_MS } from './within.ts';

const info = { vendor: 'acme', architecture: 'one', device: '', description: '', isFallbackAdapter: false };

const machine = (requestAdapter: () => Promise<unknown>) =>
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });

beforeEach(() => {
  vi.useFakeTimers();
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

test('a graphics processor is told by its name', async () => {
  machine(async () => ({ info }));
  expect((await probeBackends()).webgpu).toEqual({ device: 'acme one', hardware: true });
});

test('one that answers nothing, or fails, is none, and the others are looked at', async () => {
  machine(() => new Promise(() => {}));
  const probing = probeBackends();
  await vi.advanceTimersByTimeAsync(START_LIMIT_MS);
  expect(await probing).toEqual({ webgpu: null, webgl: null, wasm: { isolated: true, cores: 1 } });

  machine(() => Promise.reject(new Error('The graphics process was ended.')));
  expect((await probeBackends()).webgpu).toBeNull();
});
