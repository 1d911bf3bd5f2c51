/**
 * What the page may load: only what comes with it. The one place for it: the server sends it as a header, and the
 * build writes it into index.html, so that it holds on hosts that send no headers.
 */
export const contentSecurityPolicy = policyWith("script-src 'self' 'wasm-unsafe-eval'");

/**
 * The engine worker's own policy: tfjs starts its WebAssembly threads from scripts that it keeps in blobs, and they
 * take the policy of the worker that starts them. The page's stays without.
 */
export const workerSecurityPolicy = policyWith("script-src 'self' 'wasm-unsafe-eval' blob:");

function policyWith(scripts: string): string {
  return [
    "default-src 'none'",
    scripts,
    "worker-src 'self' blob:",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self' blob:",
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
