import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeStorage } from '../../../test-support/store/runtime/fake-storage.ts';
import { reloadForIsolation } from './service-worker.ts';

const reload = vi.fn();

beforeEach(() => {
  vi.stubGlobal('sessionStorage', fakeStorage());
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.unstubAllGlobals();
  reload.mockClear();
});

test('a page that is isolated already is not loaded again', () => {
  vi.stubGlobal('crossOriginIsolated', true);
  expect(reloadForIsolation()).toBe(false);
  expect(reload).not.toHaveBeenCalled();
});

test('one that is not is loaded again once, and never in a loop', () => {
  vi.stubGlobal('crossOriginIsolated', false);
  expect(reloadForIsolation()).toBe(true);
  expect(reloadForIsolation()).toBe(false);
  expect(reload).toHaveBeenCalledTimes(1);
});
