import { keptFiles } from './kept-files.ts';
import type { OfflineFile, OfflineList, SentMessage, ToServiceWorker } from './protocol.ts';
import { sentBytes } from './sent.ts';

declare const self: ServiceWorkerGlobalScope;

/** Written in front of this script by the build (scripts/build/offline-plugin.ts). */
declare const offlineList: OfflineList;

const { scope } = self.registration;
const files = keptFiles(
  offlineList,
  scope,
  // By its scope: other copies of the page may lie on the same host.
  () => caches.open(`headstart ${scope}`),
  (address, options) => fetch(address, options),
);

/** An icon that is empty: for a page that names none the browser asks the host. */
const IN_BETWEEN = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="1">
<link rel="icon" href="data:,">
<title>Headstart</title>
<style>body { margin: 2rem; font: 1rem/1.5 system-ui, sans-serif }</style>
<p>Opening the new version…`;

/** Whether the person has let in the version that waits. */
let makesWay = false;

self.addEventListener('install', (event) => {
  // The first time there is nothing to keep apart: the page has the files fetched when it has nothing else to do.
  if (self.registration.active) event.waitUntil(files.update());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      await files.noteOpen(await openPages());
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker;
  event.waitUntil(
    (async () => {
      if (message.type === 'take over') return self.skipWaiting();
      // A page asks when it has opened: the last one of the version before may have closed since.
      await files.prune(await openPages());
      if (message.type === 'remove') await files.remove(message.part);
      if (message.type === 'make way') makesWay = true;
      event.ports[0]?.postMessage(await files.state());
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  event.waitUntil(tellWhatIsSent(request.clone()));
  if (request.method !== 'GET') return;
  const address = new URL(request.url);
  const file = files.fileAt(address);
  if (file) event.respondWith(answer(request, file));
  else if (address.href.startsWith(`${scope}assets/`)) event.respondWith(answerEarlier(request, address));
});

/** Ids of the pages that ask here, those of the version before among them. A page has another one after a reload. */
async function openPages(): Promise<readonly string[]> {
  const pages = await self.clients.matchAll({ type: 'window' });
  return pages.map(({ id }) => id);
}

async function answer(request: Request, file: OfflineFile): Promise<Response> {
  const opens = request.mode === 'navigate';
  const { waiting } = self.registration;
  const response =
    opens && makesWay && waiting
      ? makeWay(waiting)
      : await (opens ? pageFor(request, file) : fileFor(request, file));
  return withHeaders(response, offlineList.headers[file.path]);
}

/**
 * Lets the new version take over behind a page that asks for nothing and opens itself again after a second. A file that
 * is asked for at that moment would start this version again, and Chromium then keeps it, the new one waiting, for up
 * to five minutes (https://github.com/w3c/ServiceWorker/issues/1295).
 */
function makeWay(waiting: ServiceWorker): Response {
  waiting.postMessage({ type: 'take over' } satisfies ToServiceWorker);
  return new Response(IN_BETWEEN, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      // The style is the page's own, and nothing else is in it.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    },
  });
}

/** The kept page once all that belongs to it is there, so that it never comes without its code. */
async function pageFor(request: Request, file: OfflineFile): Promise<Response> {
  const kept = await files.find(file);
  if (kept && (await files.isWhole())) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function fileFor(request: Request, file: OfflineFile): Promise<Response> {
  const kept = await files.find(file);
  if (kept) return kept;
  try {
    return await files.fetchAndKeep(file);
  } catch {
    // Not the file of this version, or no room to keep it: the host's answer, or its failure, is the page's to tell.
    return fetch(request);
  }
}

async function answerEarlier(request: Request, address: URL): Promise<Response> {
  return (await files.findEarlier(address)) ?? fetch(request);
}

/** What the host sends itself stays as it is. */
function withHeaders(response: Response, wanted: Readonly<Record<string, string>> | undefined): Response {
  // A redirect is followed by the browser; nothing can be added to it.
  if (!wanted || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(wanted)) if (!headers.has(name)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

async function tellWhatIsSent(request: Request): Promise<void> {
  const content = (await request.arrayBuffer()).byteLength;
  const bytes = sentBytes(request, content, self.location.origin);
  if (bytes === 0) return;
  const message: SentMessage = { type: 'sent', bytes, address: request.url };
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage(message);
}
