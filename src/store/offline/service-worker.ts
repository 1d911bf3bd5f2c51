import type { OfflineState, SentMessage, ToServiceWorker } from '../../service-worker/protocol.ts';

/** Remembers, for this tab, that the page was reloaded for the sake of isolation: once must do. */
const RELOADED = 'headstart-reloaded';

/**
 * Registers the page's service worker.
 * @returns null where the browser has none to offer: in a private window of some browsers, or on a page without https
 */
export async function registerServiceWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  const script = new URL('service-worker.js', document.baseURI);
  await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
  return (await navigator.serviceWorker.getRegistration(script)) ?? null;
}

/** Asks the service worker; resolves with what is kept. */
export function askState(
  worker: ServiceWorker,
  message: Exclude<ToServiceWorker, { type: 'take over' }>,
): Promise<OfflineState> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<OfflineState>) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage(message, [port2]);
  });
}

/** Calls back whenever a request has carried something away. */
export function onSent(tell: (message: SentMessage) => void): void {
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<SentMessage>) => {
    if (data.type === 'sent') tell(data);
  });
}

/** Calls back when a new version has been fetched whole and waits, now or later. */
export function onWaiting(registration: ServiceWorkerRegistration, tell: () => void): void {
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.active) tell();
    });
  if (registration.waiting) tell();
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
}

/**
 * Loads the page again where that gives it threads: its host sends no isolation headers, and the service worker, which
 * adds them, has come only after the page. Once.
 * @returns whether it does
 */
export function reloadForIsolation(): boolean {
  if (crossOriginIsolated || sessionStorage.getItem(RELOADED) !== null) return false;
  sessionStorage.setItem(RELOADED, 'yes');
  location.reload();
  return true;
}
