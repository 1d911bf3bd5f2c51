import type { FitRequest, FitResult } from './messages.ts';

declare global {
  interface Window {
    measureFit(request: FitRequest): Promise<FitResult>;
  }
}

window.measureFit = (request) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./head.engine.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FitResult>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(request);
  });
