import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** What was started for a browser, and the folder that it may write to: all of it ends with `end`. */
export class Processes {
  private readonly children: ChildProcess[] = [];
  private readonly onExit = () => this.kill();

  private constructor(
    /** Home, profile and downloads: nothing of the person's own is read or written. */
    readonly folder: string,
  ) {
    process.once('exit', this.onExit);
  }

  static async begin(): Promise<Processes> {
    return new Processes(await mkdtemp(join(tmpdir(), 'headstart-browser-')));
  }

  /** Starts a program in a group of its own, so that what it starts itself ends with it. Its outputs can be read. */
  start(command: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const child = spawn(command, words, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, HOME: this.folder, ...environment },
    });
    this.children.push(child);
    // All three are pipes. Unread, one fills up and the program waits.
    const [stdout, stderr, extra] = child.stdio.slice(1, 4) as Readable[] as [Readable, Readable, Readable];
    for (const output of [stdout, stderr, extra]) output.resume();
    return { stdout, stderr, extra, failed: failureOf(child, command) };
  }

  async end(): Promise<void> {
    process.off('exit', this.onExit);
    this.kill();
    await Promise.all(this.children.map((child) => hasEnded(child) || once(child, 'exit')));
    // What the group's last processes still write is not worth a failure.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private kill(): void {
    for (const child of this.children) {
      try {
        // Of the whole group.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  }
}

const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null;

/** Rejects when a program can't be started or ends by itself; never resolves. */
function failureOf(child: ChildProcess, command: string): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('exit', (code, signal) => reject(new Error(`${command} ended with ${signal ?? code}`)));
  });
  // Also where nobody waits for it any more.
  failed.catch(() => undefined);
  return failed;
}

/** The first line that matches. What comes after it is read and forgotten. */
export async function lineOf(output: Readable, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      const match = pattern.exec(line);
      if (match) resolve(match);
    });
    lines.once('close', () => reject(new Error(`ended without a line like ${pattern}`)));
  });
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** Each look has the browser go through its tree for assistive technology, which takes time from the page. */
const BETWEEN_LOOKS_MS = 200;

/** Looks again and again until there is something to see. @throws what the last look threw, or that it saw nothing */
export async function poll<T>(look: () => Promise<T | null>, seconds: number): Promise<T> {
  const end = performance.now() + 1000 * seconds;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (performance.now() > end) throw new Error(`not within ${seconds} s`);
    await wait(BETWEEN_LOOKS_MS);
  }
}
