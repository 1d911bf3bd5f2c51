import type { BackendChoice, BackendName } from './backend.ts';

/** What a look at the machine found, without starting a backend. */
export interface BackendProbe {
  /** null: not to be had. `hardware` is false for software adapters. */
  readonly webgpu: { readonly device: string; readonly hardware: boolean } | null;
  readonly webgl: { readonly device: string; readonly hardware: boolean } | null;
  readonly wasm: { readonly threads: boolean; readonly cores: number } | null;
}

export interface BackendDecision {
  readonly name: BackendName;
  readonly reason: string;
  readonly device: string | null;
  readonly hardware: boolean;
}

/**
 * Hardware WebGPU, else hardware WebGL, else WebAssembly, else plain JavaScript: a software adapter is many
 * times slower than WebAssembly on the same processor. The person's own choice comes first, if it is to be had.
 */
export function chooseBackend(probe: BackendProbe, choice: BackendChoice): BackendDecision {
  if (choice !== 'auto') {
    const chosen = found(probe, choice);
    if (chosen) return { ...chosen, reason: 'You chose it.' };
    const instead = chooseBackend(probe, 'auto');
    return { ...instead, reason: `${labels[choice]} is not available in this browser. ${instead.reason}` };
  }
  if (probe.webgpu?.hardware)
    return { name: 'webgpu', ...probe.webgpu, reason: 'Your graphics processor can be used through WebGPU.' };
  const why = probe.webgpu ? 'WebGPU here is only software' : 'this browser has no WebGPU';
  if (probe.webgl?.hardware)
    return {
      name: 'webgl',
      ...probe.webgl,
      reason: `Your graphics processor can be used through WebGL; ${why}.`,
    };
  if (probe.wasm)
    return {
      name: 'wasm',
      device: null,
      hardware: true,
      reason: 'No graphics processor can be used here, so the processor does the work.',
    };
  return {
    name: 'cpu',
    device: null,
    hardware: true,
    reason: 'Neither a graphics processor nor WebAssembly can be used here; this will be slow.',
  };
}

/** The backends' names as the page writes them. */
export const labels: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
};

function found(probe: BackendProbe, name: BackendName): Omit<BackendDecision, 'reason'> | null {
  if (name === 'webgpu') return probe.webgpu && { name, ...probe.webgpu };
  if (name === 'webgl') return probe.webgl && { name, ...probe.webgl };
  if (name === 'wasm') return probe.wasm && { name, device: null, hardware: true };
  return { name, device: null, hardware: true };
}
