import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compressFolder } from './compress.ts';
import { contentSecurityPolicy } from './csp.ts';
import { type RunningServer, startServer } from './server.ts';

const SCRIPT = `console.log(${JSON.stringify('headstart '.repeat(500))});`;
let folder = '';
const running: RunningServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headstart-serve-'));
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, 'samples'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Headstart</title>');
  await writeFile(join(folder, 'assets/index-abc123.js'), SCRIPT);
  await writeFile(join(folder, 'samples/data.zip'), '0123456789');
  expect(await compressFolder(folder)).toBe(1);
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

afterAll(() => rm(folder, { recursive: true }));

async function serve(isolation = true): Promise<RunningServer> {
  const server = await startServer({ port: 0, isolation, folder });
  running.push(server);
  return server;
}

/** The body as it was sent; fetch would decompress it. */
function rawBody(url: string, encoding: string): Promise<Buffer> {
  return new Promise((done, fail) => {
    request(url, { headers: { 'Accept-Encoding': encoding } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        if (response.headers['content-encoding'] === encoding) done(Buffer.concat(parts));
        else fail(new Error(`sent as ${response.headers['content-encoding']}`));
      });
    })
      .on('error', fail)
      .end();
  });
}

test('the page is isolated, keeps to its own origin and is asked for each time', async () => {
  const { url } = await serve();
  const { status, headers } = await fetch(url);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/html');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('permissions-policy')).toBe('camera=(self)');
  expect(headers.get('cache-control')).toBe('no-cache');
});

test('without isolation the other headers stay', async () => {
  const { url } = await serve(false);
  const { headers } = await fetch(url);
  expect(headers.has('cross-origin-opener-policy')).toBe(false);
  expect(headers.has('cross-origin-embedder-policy')).toBe(false);
  expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy);
});

test('a file named by its content is kept for good, and is sent compressed', async () => {
  const { url } = await serve();
  const address = `${url}assets/index-abc123.js`;
  const response = await fetch(address);
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(response.headers.get('content-type')).toContain('javascript');
  expect(await response.text()).toBe(SCRIPT);
  expect(brotliDecompressSync(await rawBody(address, 'br')).toString()).toBe(SCRIPT);
  expect(gunzipSync(await rawBody(address, 'gzip')).toString()).toBe(SCRIPT);
});

test('a part of a file can be asked for', async () => {
  const { url } = await serve();
  const response = await fetch(`${url}samples/data.zip`, { headers: { Range: 'bytes=2-4' } });
  expect(response.status).toBe(206);
  expect(await response.text()).toBe('234');
});

test('what is not there is a plain 404 that nobody keeps', async () => {
  const { url } = await serve();
  const response = await fetch(`${url}assets/gone-abc123.js`);
  expect(response.status).toBe(404);
  expect(response.headers.get('cache-control')).toBe('no-cache');
});

test('a wanted port that is taken is an error', async () => {
  const { url } = await serve();
  await expect(startServer({ port: Number(new URL(url).port), folder })).rejects.toThrow('EADDRINUSE');
});

test('without a wanted port the next free one is taken', async () => {
  const first = await startServer({ folder });
  const second = await startServer({ folder });
  running.push(first, second);
  expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(new URL(first.url).port));
  expect((await fetch(second.url)).status).toBe(200);
});
