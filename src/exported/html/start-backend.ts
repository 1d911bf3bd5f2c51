import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import type { PageBackend } from './messages.ts';

/**
 * Starts WebAssembly from a binary in memory, or plain JavaScript where this browser does not run it.
 * @param binary of the backend with SIMD
 */
export async function startBackend(binary: Uint8Array<ArrayBuffer>): Promise<PageBackend> {
  const backend: PageBackend = (await runs(binary)) ? 'wasm' : 'cpu';
  if (backend === 'wasm') {
    // No request leaves the page: what the backend asks for is here.
    env().platform.fetch = async () => new Response(binary);
    setWasmPaths('', true);
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  await setBackend(backend);
  await ready();
  return backend;
}

/** Asked first: where the binary can't be compiled, tfjs waits for ever. */
async function runs(binary: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (typeof WebAssembly !== 'object') return false;
  return WebAssembly.compile(binary).then(
    () => true,
    () => false,
  );
}
