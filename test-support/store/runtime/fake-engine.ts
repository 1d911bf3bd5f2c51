import { vi } from 'vitest';
import type { Failure } from '../../../src/core/project/failure.ts';
import type { StoredChange } from '../../../src/core/project/stored-change.ts';
import type { useStore } from '../../../src/store/store.ts';
import type { JobEvent, JobKind, JobRequest, JobResult } from '../../../src/workers/protocol.ts';
import type { ClientListener, EngineClient } from '../../../src/workers/runtime/client.ts';
import { fakeLocks } from '../project/fake-locks.ts';

/** A job that the page asked for; the test plays the worker. */
export interface FakeJob<K extends JobKind> {
  readonly request: JobRequest<K>;
  readonly signal: AbortSignal | undefined;
  readonly transfer: readonly Transferable[];
  emit(event: JobEvent<K>): void;
  succeed(result: JobResult<K>): void;
  fail(failure: Failure): void;
}

type Written<P extends keyof StoredChange> =
  NonNullable<StoredChange[P]> extends readonly (infer One)[] ? One : NonNullable<StoredChange[P]>;

/** For tests: the page's real store in front of an engine whose jobs the test answers. */
export async function openStore(): Promise<{
  readonly store: typeof useStore;
  /** The jobs of a kind, in the order in which they were asked for. */
  readonly jobs: <K extends JobKind>(kind: K) => readonly FakeJob<K>[];
  /** What was written down of a part of the project, in its order: patches, recipes, runs… */
  readonly written: <P extends keyof StoredChange>(part: P) => readonly Written<P>[];
  /** The latest job of a kind, once as many of them have been asked for. */
  readonly asked: <K extends JobKind>(kind: K, count?: number) => Promise<FakeJob<K>>;
  readonly listener: ClientListener;
  readonly restart: EngineClient['restart'];
}> {
  const all: { readonly kind: JobKind; readonly job: FakeJob<JobKind> }[] = [];
  const told: ClientListener[] = [];
  const restart = vi.fn();
  const end = vi.fn();
  const run: EngineClient['run'] = (kind, request, { signal, onEvent, transfer = [] } = {}) =>
    new Promise((succeed, reject) => {
      const job: FakeJob<typeof kind> = {
        request,
        signal,
        transfer,
        emit: (event) => onEvent?.(event),
        succeed,
        fail: (failure) => reject(new FailureError(failure)),
      };
      all.push({ kind, job: job as unknown as FakeJob<JobKind> });
    });

  vi.stubGlobal('location', { search: '', hash: '' });
  vi.stubGlobal('history', { state: null, replaceState: () => {} });
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('navigator', { locks: fakeLocks() });
  vi.resetModules();
  vi.doMock(import('../../../src/store/runtime/engine-client.ts'), () => ({
    createEngineClient: (listener: ClientListener): EngineClient => {
      told.push(listener);
      return { run, restart, end };
    },
  }));
  // Of the same fresh modules as the store's own.
  const { FailureError } = await import('../../../src/core/project/failure.ts');
  const { useStore: store } = await import('../../../src/store/store.ts');
  await store.getState().loadLater();
  store.setState({ opened: 'open' });
  const [listener] = told;
  if (!listener) throw new Error('The store made no client.');
  const jobs = <K extends JobKind>(kind: K) =>
    all.filter((one) => one.kind === kind).map(({ job }) => job as unknown as FakeJob<K>);
  return {
    store,
    jobs,
    written: <P extends keyof StoredChange>(part: P) =>
      jobs('write').flatMap(({ request }) => (request[part] ?? []) as Written<P>),
    asked: (kind, count = 1) =>
      vi.waitFor(() => {
        const job = jobs(kind)[count - 1];
        if (!job) throw new Error(`${jobs(kind).length} of ${count} were asked for.`);
        return job;
      }),
    listener,
    restart,
  };
}
