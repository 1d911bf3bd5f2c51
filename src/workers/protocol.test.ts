import { expectTypeOf, test } from 'vitest';
import type { BackendInfo } from '../core/backbone/backend.ts';
import type { ImportEvent } from './protocol/dataset.ts';
import type { TopPrediction } from './protocol/prediction.ts';
import type { TrainEvent } from './protocol/training.ts';
import type { JobKind, ToWorker } from './protocol.ts';
import type { EngineClient } from './runtime/client.ts';
import type { Job } from './runtime/job.ts';

/** Only its type is looked at. */
const client = {} as EngineClient;
const run: EngineClient['run'] = async () => ({}) as never;

test('a kind gives its result', () => {
  expectTypeOf(
    run('start', { backend: 'auto', threads: null, base: '' }),
  ).resolves.toEqualTypeOf<BackendInfo>();
  expectTypeOf(
    run('predict', { members: [{ runId: '', weight: 1 }], image: new Blob(), views: 0 }),
  ).resolves.toEqualTypeOf<TopPrediction>();
  expectTypeOf(run('write', {} as never)).resolves.toEqualTypeOf<null>();
});

test('a kind takes its own request', () => {
  type Request<K extends JobKind> = Parameters<typeof client.run<K>>[1];
  expectTypeOf<Request<'saveProject'>>().toEqualTypeOf<null>();
  expectTypeOf<Request<'image'>>().toEqualTypeOf<{ readonly hash: string }>();
  // @ts-expect-error a request of another kind
  void run('image', { hashes: [] });
  // @ts-expect-error no such kind
  void run('paint', null);
});

test('a kind tells its own events, or none', () => {
  type Listener<K extends JobKind> = NonNullable<NonNullable<Parameters<typeof client.run<K>>[2]>['onEvent']>;
  expectTypeOf<Parameters<Listener<'import'>>[0]>().toEqualTypeOf<ImportEvent>();
  expectTypeOf<Parameters<Listener<'train'>>[0]>().toEqualTypeOf<TrainEvent>();
  expectTypeOf<Parameters<Listener<'image'>>[0]>().toEqualTypeOf<never>();
});

test('a message’s kind decides its request', () => {
  type Message<K extends JobKind> = Extract<ToWorker, { type: 'run'; kind: K }>;
  expectTypeOf<Message<'thumbnails'>['request']>().toEqualTypeOf<{ readonly hashes: readonly string[] }>();
  expectTypeOf<Extract<ToWorker, { type: 'run' }>['kind']>().toEqualTypeOf<JobKind>();
});

test('a job of the worker answers what the page waits for', () => {
  expectTypeOf<ReturnType<Job<'predict'>>>().resolves.toEqualTypeOf<TopPrediction>();
  expectTypeOf<Parameters<Parameters<Job<'import'>>[1]['emit']>>().toEqualTypeOf<[event: ImportEvent]>();
});
