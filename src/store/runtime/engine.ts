import type { BackendChoice } from '../../core/backbone/backend.ts';
import { toFailure } from '../../core/project/failure.ts';
import type { ClientListener } from '../../workers/runtime/client.ts';
import type { SliceContext } from './context.ts';
import type { EngineSlice } from './engine-state.ts';

const choices: readonly string[] = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'] satisfies BackendChoice[];

/** ?backend=wasm&threads=1: a lesson, a test or a bug report can fix what runs. */
function fromAddress(): { backend: BackendChoice; threads: number | null } {
  const query = new URLSearchParams(location.search);
  const backend = query.get('backend') ?? 'auto';
  const threads = Number(query.get('threads'));
  return {
    backend: choices.includes(backend) ? (backend as BackendChoice) : 'auto',
    threads: Number.isInteger(threads) && threads > 0 ? threads : null,
  };
}

export function engineSlice({ set, get, client, report }: SliceContext): EngineSlice {
  const { backend, threads } = fromAddress();
  let chosen: BackendChoice | null = null;
  /** The start that is under way, or was last. */
  let latest = new AbortController();

  return {
    engine: { kind: 'idle' },
    backendChoice: backend,
    cards: [],
    machine: null,
    stalled: false,
    keeping: 'disk',
    beginAgain: () => client.restart('It made no progress for a minute.'),
    chooseBackend: async (choice) => {
      const change = chosen !== null && chosen !== choice;
      chosen = choice;
      set({ backendChoice: choice, engine: { kind: 'starting' } });
      // One that is still on its way must not start in the new worker, nor be told as what runs.
      latest.abort();
      const controller = new AbortController();
      const { signal } = controller;
      latest = controller;
      try {
        const request = { backend: choice, threads, base: document.baseURI };
        // tfjs can't move a program from one backend to another: a new worker starts with the new one.
        const starting = client.run('start', request, { signal });
        if (change) client.restart('You chose another backend.');
        const backend = await starting;
        if (!signal.aborted) set({ engine: { kind: 'ready', backend } });
      } catch (error) {
        if (signal.aborted) return;
        chosen = null;
        set({ engine: { kind: 'failed', failure: toFailure(error) } });
      }
    },
    measureMachine: async () => {
      try {
        startEngine(get());
        set({ machine: await client.run('measure', { backbone: get().recipe.backbone }) });
      } catch (error) {
        report('app', 'The machine could not be measured')(error);
      }
    },
  };
}

/**
 * Starts the engine where it doesn't run yet.
 * Jobs wait for it in the worker.
 */
export function startEngine(state: EngineSlice): void {
  if (state.engine.kind === 'idle' || state.engine.kind === 'failed')
    void state.chooseBackend(state.backendChoice);
}

/** Shows what becomes of the worker. */
export function engineListener({ set, get }: Pick<SliceContext, 'set' | 'get'>): ClientListener {
  return {
    onStalled: (stalled) => set({ stalled }),
    onKeeping: (keeping) => {
      const before = get().keeping;
      set({ keeping });
      // What it had in memory has ended with the one before.
      if (keeping === 'memory' && before === 'memory') get().begunAnew();
    },
    onFault: (fault) => get().notifyFault(fault.split('\n')[0] ?? '', fault),
    onRestart: (why) => set({ engine: { kind: 'restarting', why } }),
    onRestarted: (backend) => set({ engine: { kind: 'ready', backend } }),
    onFailed: (failure) => set({ engine: { kind: 'failed', failure } }),
  };
}
