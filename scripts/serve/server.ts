import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import sirv from 'sirv';
import { headersFor } from './headers.ts';

const DIST = resolve(import.meta.dirname, '../../dist');
const FIRST_PORT = 4173;
const HOST = '127.0.0.1';

export interface ServeOptions {
  /** Exactly this port, 0 for any free one; without it, 4173 or the next free one. */
  readonly port?: number | undefined;
  /** Whether the page is to be cross-origin isolated (threads). Yes unless told otherwise. */
  readonly isolation?: boolean;
  /** The folder to serve; the production build unless told otherwise. */
  readonly folder?: string;
}

export interface RunningServer {
  /** With a '/' at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a built page on this machine, with the compressed files that lie beside the plain ones.
 * @throws where the wanted port is taken
 */
export async function startServer(options: ServeOptions = {}): Promise<RunningServer> {
  const { port, isolation = true, folder = DIST } = options;
  const files = sirv(folder, { brotli: true, gzip: true, etag: true });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    for (const [name, value] of Object.entries(headersFor(path, isolation))) response.setHeader(name, value);
    files(request, response, () => {
      // A missing file must not be kept, whatever its name.
      response.setHeader('Cache-Control', 'no-cache');
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
    });
  });
  await (port === undefined ? listenFrom(server, FIRST_PORT) : listen(server, port));
  const address = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    url: `http://localhost:${address.port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, HOST, () => {
      server.off('error', fail);
      done();
    });
  });
}

async function listenFrom(server: Server, first: number): Promise<void> {
  for (let port = first; ; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port >= first + 100) throw error;
    }
  }
}
