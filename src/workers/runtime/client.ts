import { type Failure, FailureError } from '../../core/project/failure.ts';
import type {
  FromWorker,
  JobEvent,
  JobKind,
  JobRequest,
  JobResult,
  RunMessage,
  ToWorker,
} from '../protocol.ts';
import { pack } from './pack.ts';
import { stallWatch } from './stall-watch.ts';

export interface RunOptions<K extends JobKind> {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: JobEvent<K>) => void;
  readonly transfer?: readonly Transferable[];
}

/** The page's side of the worker. */
export interface EngineClient {
  /**
   * Runs a job. Rejects with a FailureError: the job's own; 'cancelled' at once when the signal aborts;
   * 'engine-lost' when the worker died and the job could not be begun again.
   */
  run<K extends JobKind>(kind: K, request: JobRequest<K>, options?: RunOptions<K>): Promise<JobResult<K>>;
  /** Ends the worker and starts a new one; running jobs begin again there and go on from what is stored. */
  restart(why: string): void;
  /** Ends the worker and with it what it has open; running jobs are rejected. The next job begins a new one. */
  end(why: Failure): void;
}

interface Pending {
  readonly message: RunMessage;
  /** False where the request carried objects that were handed over and can't be sent twice. */
  readonly repeatable: boolean;
  readonly signal: AbortSignal | undefined;
  attempts: number;
  readonly onEvent: (event: JobEvent<JobKind>) => void;
  readonly resolve: (result: JobResult<JobKind>) => void;
  readonly reject: (error: FailureError) => void;
}

const CANCEL_GRACE_MS = 2000;
const MAX_ATTEMPTS = 3;

const lost: Failure = {
  code: 'engine-lost',
  what: 'The engine stopped and could not go on with this.',
  todo: 'Try again; choose another backend if it happens again.',
};
const cancelled: Failure = { code: 'cancelled', what: 'Stopped.', todo: 'Start it again when you like.' };

export interface ClientListener {
  /** A dead or stuck worker is being replaced; the reason in words. */
  onRestart(why: string): void;
  /** The new worker's engine runs. */
  onRestarted(backend: JobResult<'start'>): void;
  /** Whether what the worker stores outlives it. */
  onKeeping(keeping: 'disk' | 'memory'): void;
  /** Something went wrong in the worker that no job waits for: where it came from. */
  onFault(fault: string): void;
  /** A worker that has work has said nothing for a minute; false: it has said something again. */
  onStalled(stalled: boolean): void;
  /** No worker can be started any more. */
  onFailed(failure: Failure): void;
}

/** @param createWorker starts the engine's worker */
export function createClient(createWorker: () => Worker, listener: ClientListener): EngineClient {
  const pending = new Map<number, Pending>();
  /** The latest `start`: a new worker is started the same way before anything else. */
  let start: RunMessage<'start'> | null = null;
  let nextId = 1;
  /** Workers begun since one was last ready: a script that can't be loaded is not tried for ever. */
  let unready = 0;
  /** Begun by the first job, not while the page is put together, and by the first after it was given up. */
  let worker: Worker | null = null;
  const stall = stallWatch((stalled) => listener.onStalled(stalled));

  function spawn(): Worker {
    unready++;
    const spawned = createWorker();
    spawned.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (spawned !== worker) return;
      receive(data, spawned);
      if (pending.size > 0) stall.heard();
      else stall.rest();
    });
    spawned.addEventListener('error', (event) => {
      event.preventDefault();
      if (spawned === worker) restart(event.message || 'The engine could not be loaded.');
    });
    return spawned;
  }

  function receive(message: FromWorker, from: Worker): void {
    if (message.type === 'ready') {
      unready = 0;
      if (message.lock !== null)
        void navigator.locks.request(message.lock, () => {
          if (from === worker) restart('The engine was ended by the browser.');
        });
      return;
    }
    if (message.type === 'keeping') {
      listener.onKeeping(message.keeping);
      return;
    }
    if (message.type === 'fault') {
      listener.onFault(message.fault);
      return;
    }
    if (message.type === 'lost') {
      restart(message.why);
      return;
    }
    const job = pending.get(message.id);
    if (!job) return;
    if (message.type === 'event') {
      job.onEvent(message.event);
      return;
    }
    pending.delete(message.id);
    if (message.type === 'result') job.resolve(message.result);
    else job.reject(new FailureError(message.failure));
  }

  function restart(why: string): void {
    worker?.terminate();
    worker = null;
    listener.onRestart(why);
    if (pending.size > 0) stall.heard();
    if (unready >= MAX_ATTEMPTS) {
      for (const job of pending.values()) job.reject(new FailureError(lost));
      pending.clear();
      unready = 0;
      stall.rest();
      listener.onFailed(lost);
      return;
    }
    const next = spawn();
    worker = next;
    const starting = [...pending.values()].some((job) => job.message.kind === 'start');
    if (start && !starting) {
      const id = nextId++;
      const ignore = () => {};
      const message = { ...start, id };
      pending.set(id, {
        message,
        repeatable: true,
        signal: undefined,
        attempts: 0,
        onEvent: ignore,
        resolve: (result) => listener.onRestarted(result as JobResult<'start'>),
        reject: ({ failure }) => listener.onFailed(failure),
      });
    }
    // In order of their numbers, except that the start comes first: the others wait for it.
    const jobs = [...pending].sort(
      ([, a], [, b]) => Number(b.message.kind === 'start') - Number(a.message.kind === 'start'),
    );
    for (const [id, job] of jobs) {
      if (job.signal?.aborted) {
        // It was rejected when it was cancelled, and ended with its worker.
        pending.delete(id);
        continue;
      }
      job.attempts++;
      if (job.repeatable && job.attempts <= MAX_ATTEMPTS) next.postMessage(pack(job.message));
      else {
        pending.delete(id);
        job.reject(new FailureError(lost));
      }
    }
  }

  function run<K extends JobKind>(
    kind: K,
    request: JobRequest<K>,
    options: RunOptions<K> = {},
  ): Promise<JobResult<K>> {
    const { signal, onEvent, transfer = [] } = options;
    const id = nextId++;
    // The compiler can't see that kind and request belong together once they are in one object.
    const message = { type: 'run', id, kind, request } as RunMessage;
    if (message.kind === 'start') start = message;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new FailureError(cancelled));
      worker ??= spawn();
      const abort = () => {
        worker?.postMessage({ type: 'cancel', id } satisfies ToWorker);
        reject(new FailureError(cancelled));
        setTimeout(() => {
          // Neither answered nor gone: it is stuck.
          if (pending.delete(id)) restart('The engine did not stop in time.');
        }, CANCEL_GRACE_MS);
      };
      signal?.addEventListener('abort', abort, { once: true });
      const settle = () => signal?.removeEventListener('abort', abort);
      pending.set(id, {
        message,
        repeatable: transfer.length === 0,
        signal,
        attempts: 1,
        onEvent: (event) => {
          if (!signal?.aborted) onEvent?.(event as JobEvent<K>);
        },
        resolve: (result) => {
          settle();
          resolve(result as JobResult<K>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      stall.heard();
      worker.postMessage(pack(message), [...transfer]);
    });
  }

  return {
    run,
    restart: (why) => {
      // Asked for, so it counts as no failed start.
      unready = 0;
      restart(why);
    },
    end: (why) => {
      worker?.terminate();
      worker = null;
      start = null;
      const jobs = [...pending.values()];
      pending.clear();
      stall.rest();
      for (const job of jobs) job.reject(new FailureError(why));
    },
  };
}
