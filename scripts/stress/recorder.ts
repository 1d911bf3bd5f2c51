import type { BrowserContext, Page, Worker as PageWorker } from '@playwright/test';

/** What a page or a worker has asked of a worker that it began. */
export interface Asked {
  /** The worker's script. */
  readonly script: string;
  /** What has no answer yet, and since when, by a clock of the asking side; milliseconds. */
  readonly open: Map<number, { readonly what: string; readonly at: number }>;
  /** Messages that came from it. */
  heard: number;
  /** When the last one came. */
  heardAt: number;
}

interface Recorded {
  stressAsked?: Asked[];
}

/** What one side waits for, in words, with the number of messages that it has had. */
export interface Waits {
  readonly lines: readonly string[];
  readonly heard: number;
}

/** Has the context's pages, and the workers that they begin, note what they ask of their workers and what they hear. */
export async function record(context: BrowserContext): Promise<void> {
  await context.addInitScript(noteMessages);
  const watch = (page: Page) =>
    // One that has ended already has nothing to be asked.
    page.on('worker', (worker) => void worker.evaluate(noteMessages).catch(() => undefined));
  context.pages().forEach(watch);
  context.on('page', watch);
}

/** What the page or worker waits for. */
export const waitsOf = (side: Page | PageWorker): Promise<Waits> =>
  // The two overloads are the same; TypeScript can't call a union of generic methods.
  (side as PageWorker).evaluate(() => {
    const asked = (globalThis as Recorded).stressAsked ?? [];
    // No function has a name here: what compiles this file would have it named by a helper that the page lacks.
    const now = performance.now();
    return {
      heard: asked.reduce((sum, { heard }) => sum + heard, 0),
      lines: asked.map(({ script, open, heard, heardAt }) => {
        const jobs = [...open.values()].map(
          ({ what, at }) => `${what} for ${Math.round((now - at) / 1000)} s`,
        );
        const last = Math.round((now - heardAt) / 1000);
        return `for ${script} (${heard} messages, the last ${last} s ago): ${jobs.join(', ') || 'nothing'}`;
      }),
    };
  });

/**
 * Runs in the page and in its workers, before they begin others. Every message with an `id` asks for something; the first
 * one back with the same that is no event answers it (src/workers/protocol.ts, src/workers/loader/messages.ts).
 */
function noteMessages(): void {
  const all: Asked[] = [];
  if ((globalThis as Recorded).stressAsked !== undefined) return;
  (globalThis as Recorded).stressAsked = all;
  globalThis.Worker = new Proxy(globalThis.Worker, {
    construct(target, parameters: [string | URL, WorkerOptions?]) {
      const worker = new target(...parameters);
      const script = String(parameters[0]).split('/').pop() ?? '';
      const asked: Asked = { script, open: new Map(), heard: 0, heardAt: performance.now() };
      all.push(asked);
      worker.postMessage = new Proxy(worker.postMessage, {
        apply(post, _, [message, ...rest]) {
          if (typeof message?.id === 'number' && message.type !== 'cancel')
            asked.open.set(message.id, { what: message.kind ?? message.file, at: performance.now() });
          return Reflect.apply(post, worker, [message, ...rest]);
        },
      });
      worker.terminate = new Proxy(worker.terminate, {
        apply(end) {
          all.splice(all.indexOf(asked), 1);
          return Reflect.apply(end, worker, []);
        },
      });
      worker.addEventListener('message', ({ data }) => {
        asked.heard++;
        asked.heardAt = performance.now();
        if (data?.type !== 'event') asked.open.delete(data?.id);
      });
      return worker;
    },
  });
}
