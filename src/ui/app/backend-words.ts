import type { BackendChoice, BackendInfo, BackendName } from '../../core/backbone/backend.ts';

const names: Record<BackendName, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/** 'WebAssembly, 2 threads'. */
export function backendName({ name, threads }: BackendInfo): string {
  return threads > 1 ? `${names[name]}, ${threads} threads` : names[name];
}

export const backendChoices: readonly { readonly value: BackendChoice; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'webgpu', label: 'WebGPU (graphics card)' },
  { value: 'webgl', label: 'WebGL (graphics card)' },
  { value: 'wasm', label: 'WebAssembly (processor)' },
  { value: 'cpu', label: 'Plain JavaScript (slow)' },
];
