import type { BackendProbe } from '../../core/backbone/choose-backend.ts';
import { START_LIMIT_MS, within } from './within.ts';

/** Software adapters by the names that browsers give them. */
const software = /swiftshader|llvmpipe|softpipe|basic render|software/i;

/** Looks at what this machine offers, without starting a backend. */
export async function probeBackends(): Promise<BackendProbe> {
  return { webgpu: await probeWebGpu(), webgl: probeWebGl(), wasm: probeWasm() };
}

async function probeWebGpu(): Promise<BackendProbe['webgpu']> {
  if (!('gpu' in navigator)) return null;
  const asked = navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  // One that doesn't answer can't compute either, and everything waits for this.
  const adapter = await within(START_LIMIT_MS, asked).catch(() => null);
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ') || 'unnamed adapter';
  return { device: name, hardware: !isFallbackAdapter && !software.test(name) };
}

function probeWebGl(): BackendProbe['webgl'] {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return null;
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(unmasked ? unmasked.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { device: name, hardware: !software.test(name) };
}

function probeWasm(): BackendProbe['wasm'] {
  if (typeof WebAssembly !== 'object') return null;
  return { threads: canShareMemory(), cores: navigator.hardwareConcurrency || 1 };
}

/** Whether WebAssembly's threads can share memory: WebKitGTK calls the page isolated and has none to share. */
function canShareMemory(): boolean {
  if (!self.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined') return false;
  try {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    return buffer instanceof SharedArrayBuffer;
  } catch {
    // Memory that is shared is nothing that this WebAssembly knows.
    return false;
  }
}
