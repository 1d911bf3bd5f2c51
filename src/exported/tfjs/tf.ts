import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env, getBackend, ready, setBackend, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';

/*
 * As much of TensorFlow.js as an exported model needs, in one file. Whoever wants more of it takes the packages
 * themselves: https://www.npmjs.com/package/@tensorflow/tfjs.
 */

/** A model that answers pixels. */
export interface Network {
  /**
   * @param rgb size · size · 3 values, 0…255
   * @returns probabilities of the classes
   */
  readonly answer: (rgb: Float32Array) => Promise<Float32Array>;
}

/**
 * Starts WebAssembly, or plain JavaScript where it won't.
 * @returns what was started: 'wasm' or 'cpu'
 */
export async function start(): Promise<string> {
  const file = new URL(wasm.slice(wasm.lastIndexOf('/') + 1), import.meta.url).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': file,
    'tfjs-backend-wasm-simd.wasm': file,
    'tfjs-backend-wasm-threaded-simd.wasm': file,
  });
  // The one binary that goes along has SIMD and no threads, which work on isolated pages only.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  if (!simd || !(await setBackend('wasm'))) await setBackend('cpu');
  await ready();
  return getBackend();
}

/**
 * @param url of model.json
 * @param size side of the model's input, pixels
 * @throws Error where a file is missing or damaged
 */
export async function loadNetwork(url: string, size: number): Promise<Network> {
  const model = await loadLayersModel(url);
  return {
    answer: async (rgb) => {
      const pixels = tensor4d(rgb, [1, size, size, 3]);
      const output = model.predict(pixels) as Tensor; // the model has one output
      try {
        return (await output.data()) as Float32Array;
      } finally {
        pixels.dispose();
        output.dispose();
      }
    },
  };
}
