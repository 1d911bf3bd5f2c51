import { contentSecurityPolicy, workerSecurityPolicy } from './csp.ts';

const ALWAYS: Readonly<Record<string, string>> = { 'X-Content-Type-Options': 'nosniff' };

/** Rules for what runs by itself, a page or a worker. On every file they would be 10 kB of the first load. */
const PAGE: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(self)',
};

/** With these a page is cross-origin isolated, so it may share memory between threads. */
const ISOLATION: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Whether a file is a worker's script: it works under the headers that it comes with. */
export const isWorkerScript = (path: string): boolean => /(engine|loader)\.worker/.test(path);

/**
 * The headers of an answer.
 * @param path of the address, with its leading '/'
 * @param isolation whether the page is to be cross-origin isolated
 */
export function headersFor(path: string, isolation: boolean): Readonly<Record<string, string>> {
  // Only what the build names by its content may be kept without asking.
  const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const policy = path.includes('engine.worker') ? workerSecurityPolicy : contentSecurityPolicy;
  const isFile = path.startsWith('/assets/') || path.startsWith('/models/') || path.startsWith('/samples/');
  return {
    ...ALWAYS,
    ...(isFile ? {} : PAGE),
    ...(isWorkerScript(path) ? { 'Content-Security-Policy': policy } : {}),
    ...(isolation ? ISOLATION : {}),
    'Cache-Control': cache,
  };
}
