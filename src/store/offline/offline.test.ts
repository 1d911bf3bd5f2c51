import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../test-support/store/runtime/fake-engine.ts';
import { fakeStorage } from '../../../test-support/store/runtime/fake-storage.ts';
import type { Run } from '../../core/training/run.ts';
import type { OfflineState, ToServiceWorker } from '../../service-worker/protocol.ts';
import { noteRemoved, removedParts } from '../runtime/removed-parts.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const shell = { bytes: 4, missing: [] };
const model = { id: 'models/m', bytes: 9, missing: [{ path: 'models/m/1.bin', bytes: 9 }] };
const sample = { id: 'samples/s', bytes: 2, missing: [] };

/** The page in front of a service worker that the test plays. */
async function openPage() {
  const { store } = await openStore();
  let state: OfflineState = { shell, parts: [model, sample] };
  const said: ToServiceWorker[] = [];
  const worker = {
    postMessage: (message: ToServiceWorker, [port]: readonly MessagePort[] = []) => {
      said.push(message);
      port?.postMessage(state);
    },
  };
  const registration = Object.assign(new EventTarget(), {
    active: worker,
    waiting: null as typeof worker | null,
    installing: null,
  });
  const container = Object.assign(new EventTarget(), {
    controller: worker,
    register: async () => undefined,
    getRegistration: async () => registration,
  });
  const persist = vi.fn(async () => true);
  const reload = vi.fn();
  vi.stubGlobal('navigator', {
    onLine: true,
    serviceWorker: container,
    storage: { persist, persisted: async () => true, estimate: async () => ({ usage: 3, quota: 10 }) },
  });
  vi.stubGlobal('location', { reload });
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('document', { baseURI: 'http://localhost/', readyState: 'complete' });
  vi.stubGlobal('window', { requestIdleCallback: true });
  vi.stubGlobal('requestIdleCallback', (call: () => void) => call());
  vi.stubGlobal('addEventListener', () => undefined);
  const asked: string[] = [];
  vi.stubGlobal('fetch', async ({ pathname }: URL) => {
    asked.push(pathname);
    return new Response('');
  });
  // Production: there is no service worker in development.
  vi.stubEnv('DEV', false);
  // Quiet from the beginning.
  vi.doMock('../runtime/quiet.ts', () => ({
    watchPresses: () => undefined,
    isUntouched: () => true,
    whenQuiet: async () => undefined,
    whenIdle: async () => undefined,
  }));
  const { useOffline } = await import('./offline.ts');
  return {
    store,
    offline: useOffline,
    container,
    registration,
    worker,
    said,
    asked,
    persist,
    reload,
    put: (next: OfflineState) => {
      state = next;
    },
  };
}

const whole: OfflineState = { shell, parts: [{ ...model, missing: [] }, sample] };

test('what was asked for is fetched, and the browser asked to keep it', async () => {
  const { offline, asked, persist, put } = await openPage();
  await offline.getState().start();
  await vi.waitFor(() => expect(offline.getState().kept).not.toBeNull());
  expect(offline.getState().storage).toEqual({ used: 3, free: 7, persisted: true });
  const keeping = offline.getState().keep(['models/m']);
  put(whole);
  await keeping;
  expect(asked).toEqual(['/models/m/1.bin']);
  expect(persist).toHaveBeenCalledTimes(1);
  expect(offline.getState()).toMatchObject({ kept: whole, keeping: null, failure: null });
});

test('what could not be kept is told', async () => {
  const { offline } = await openPage();
  await offline.getState().start();
  await vi.waitFor(() => expect(offline.getState().kept).not.toBeNull());
  await offline.getState().keep(['models/m']);
  expect(offline.getState().failure?.what).toBe('Not everything could be kept here.');
});

test('stopped, it is no failure', async () => {
  const { offline } = await openPage();
  await offline.getState().start();
  await vi.waitFor(() => expect(offline.getState().kept).not.toBeNull());
  const keeping = offline.getState().keep(['models/m']);
  offline.getState().stopKeeping();
  await keeping;
  expect(offline.getState()).toMatchObject({ keeping: null, failure: null });
});

test('what is marked for removal goes when it is told to, and not what was taken back', async () => {
  const { offline, said } = await openPage();
  await offline.getState().start();
  const { setRemoving, removeMarked } = offline.getState();
  setRemoving('models/m', true);
  setRemoving('samples/s', true);
  setRemoving('models/m', false);
  expect(said.filter(({ type }) => type === 'remove')).toEqual([]);
  await removeMarked();
  expect(said.filter(({ type }) => type === 'remove')).toEqual([{ type: 'remove', part: 'samples/s' }]);
  expect(offline.getState().removing.size).toBe(0);
});

test('what was removed is not fetched again behind the person’s back, until it is asked for', async () => {
  vi.stubGlobal('localStorage', fakeStorage());
  const { store, offline, asked } = await openPage();
  const { recipe } = store.getState();
  store.setState({ runs: [{ id: 'r', recipe: { ...recipe, backbone: 'm' } } as Run] });
  noteRemoved(['models/m'], true);
  await offline.getState().start();
  await vi.waitFor(() => expect(offline.getState().kept).not.toBeNull());
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toEqual([]);
  await offline.getState().keep(['models/m']);
  expect(asked).toEqual(['/models/m/1.bin']);
  expect([...removedParts()]).toEqual([]);
});

test('after a training the browser is asked to keep the data, and the run’s model is kept', async () => {
  const { store, offline, asked, persist, put } = await openPage();
  await offline.getState().start();
  await vi.waitFor(() => expect(offline.getState().kept).not.toBeNull());
  expect(asked).toEqual([]);
  const { recipe } = store.getState();
  const run = { recipe: { ...recipe, backbone: 'm' } };
  // No more of a run is looked at.
  store.setState({ runs: [run as ReturnType<typeof store.getState>['runs'][number]] });
  store.setState({ training: { kind: 'finished', runId: 'r' } });
  await vi.waitFor(() => expect(asked).toEqual(['/models/m/1.bin']));
  put(whole);
  expect(persist).toHaveBeenCalledTimes(1);
});

test('a new version waits until the person lets it in: the old one is told to make way, and then the page is loaded again', async () => {
  const { offline, registration, worker, said, reload } = await openPage();
  registration.waiting = worker;
  await offline.getState().start();
  expect(offline.getState().update).toBe('waiting');
  offline.getState().putOffUpdate();
  expect(offline.getState().update).toBe('later');
  expect(said).not.toContainEqual({ type: 'make way' });
  reload.mockImplementation(() => expect(said.at(-1)).toEqual({ type: 'make way' }));
  await offline.getState().takeUpdate();
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a version that another tab has let in is told of, and this tab is left as it is', async () => {
  const { offline, container, worker, reload } = await openPage();
  await offline.getState().start();
  // A first one that is told of late is no new version.
  container.dispatchEvent(new Event('controllerchange'));
  expect(offline.getState().update).toBe('none');
  container.controller = { ...worker };
  container.dispatchEvent(new Event('controllerchange'));
  expect(offline.getState().update).toBe('waiting');
  expect(reload).not.toHaveBeenCalled();
});

test('a browser without a service worker is told of', async () => {
  const { offline, container } = await openPage();
  container.getRegistration = () => Promise.reject(new Error('The operation is insecure.'));
  await offline.getState().start();
  expect(offline.getState().support).toEqual({ kind: 'never', why: 'The operation is insecure.' });
});
