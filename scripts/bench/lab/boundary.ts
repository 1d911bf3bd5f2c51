import type { BoundaryRequest, BoundaryResult } from './messages.ts';

declare global {
  interface Window {
    measureBoundary(request: BoundaryRequest): Promise<BoundaryResult>;
  }
}

window.measureBoundary = (request) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./boundary.engine.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<BoundaryResult>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(request);
  });
