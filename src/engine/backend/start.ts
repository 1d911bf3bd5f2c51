import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendChoice, BackendInfo, BackendName } from '../../core/backbone/backend.ts';
import { chooseBackend } from '../../core/backbone/choose-backend.ts';
import { FailureError } from '../../core/project/failure.ts';
import { watch } from './lost.ts';
import { probeBackends } from './probe.ts';
import { START_LIMIT_MS, within } from './within.ts';

/**
 * Chooses a backend, loads its code and starts it.
 * @param threads of the WASM backend; null: half the machine's cores, where they can share memory
 * @param onLost told when the device or context is gone
 * @throws FailureError 'backend-unavailable'
 */
export async function startBackend(
  choice: BackendChoice,
  threads: number | null,
  onLost: (why: string) => void,
): Promise<BackendInfo> {
  const probe = await probeBackends();
  const decision = chooseBackend(probe, choice);
  const count =
    decision.name === 'wasm' && probe.wasm?.threads ? (threads ?? threadsFor(probe.wasm.cores)) : 1;
  await register[decision.name](count);
  try {
    if (!(await within(START_LIMIT_MS, setBackend(decision.name))))
      throw new Error(`${decision.name} did not start`);
    await ready();
  } catch (cause) {
    if (choice === 'auto' && decision.name !== 'wasm' && decision.name !== 'cpu') {
      const info = await startBackend('wasm', threads, onLost);
      return {
        ...info,
        reason: `${decision.device ?? 'The graphics processor'} could not be started, so the processor does the work.`,
      };
    }
    throw new FailureError(
      {
        code: 'backend-unavailable',
        what: `The engine could not be started on ${decision.name}.`,
        todo: 'Choose another backend in the status line.',
      },
      { cause },
    );
  }
  watch(decision.name, onLost);
  return { ...decision, threads: count };
}

/**
 * Half the cores: the other half decodes and draws. On two cores a second thread made the backbone a fifth slower and
 * the head's training two thirds slower (docs/BENCHMARKS.md).
 */
const threadsFor = (cores: number): number => Math.max(1, Math.floor(cores / 2));

/** Each backend's code is fetched only when it is chosen. */
const register: Record<BackendName, (threads: number) => Promise<unknown>> = {
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  wasm: async (threads) => {
    const [{ setThreadsCount, setWasmPaths }, { paths }, { registerWasmGradients }] = await Promise.all([
      import('@tensorflow/tfjs-backend-wasm'),
      import('./wasm-paths.ts'),
      import('./gradients/register.ts'),
    ]);
    registerWasmGradients();
    setWasmPaths(paths);
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
    if (threads > 1) setThreadsCount(threads);
  },
};
