import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from '../../core/backbone/backend.ts';
import { FailureError } from '../../core/project/failure.ts';

/** Of the backend that was started. */
let tell: (why: string) => void = () => {};
let gone: string | null = null;

/** @param onLost told once the device or context is gone: what is computed from then on is worthless */
export function watch(name: BackendName, onLost: (why: string) => void): void {
  gone = null;
  tell = (why) => {
    if (gone !== null) return;
    gone = why;
    onLost(why);
  };
  if (name === 'webgpu') {
    const { device } = backend() as unknown as { device: GPUDevice };
    void device.lost.then(({ message }) => tell(`The graphics processor was lost. ${message}`.trim()));
  }
  if (name === 'webgl') {
    const { canvas } = backend() as unknown as { canvas: OffscreenCanvas };
    canvas.addEventListener('webglcontextlost', () => tell(CONTEXT_LOST));
  }
}

const CONTEXT_LOST = 'The graphics context was lost.';

/**
 * To be called before anything is made of what was read back from the device: a WebGL context that is lost reads as zeros
 * or as no numbers, and its event comes later.
 * @throws FailureError 'engine-lost', when whoever watches has been told
 */
export function throwIfLost(): void {
  if (getBackend() === 'webgl') {
    const { gpgpu } = backend() as unknown as { gpgpu: { gl: Pick<WebGLRenderingContext, 'isContextLost'> } };
    if (gpgpu.gl.isContextLost()) tell(CONTEXT_LOST);
  }
  if (gone !== null)
    throw new FailureError({ code: 'engine-lost', what: gone, todo: 'Try again with another backend.' });
}
