import type { Page, Response } from '@playwright/test';

type Phase = 'shell' | 'engine';

/** Transferred bodies, as encoded, with their headers, in 1000 bytes. */
export interface TransferredKB {
  /** What the first screen fetched, but the pictures. */
  readonly shell: number;
  /** What was fetched from the first photo on. */
  readonly engine: number;
  /** The backbone's own files. */
  readonly model: number;
  /** The pictures of the sample sets on the first screen. */
  readonly pictures: number;
}

export interface Traffic {
  /** From now on what is asked for counts to this phase. */
  enter(phase: Phase): void;
  transferredKB(): Promise<TransferredKB>;
}

/**
 * Counts what a page and its workers transfer.
 * @param backbone id: what lies under models/<id>/ is the model
 */
export function watchTraffic(page: Page, backbone: string): Traffic {
  let phase: Phase = 'shell';
  const seen: { readonly bytes: Promise<number>; readonly part: keyof TransferredKB }[] = [];
  page.on('response', (response) => {
    const { protocol, pathname } = new URL(response.url());
    // Blobs never leave the page.
    if (!protocol.startsWith('http')) return;
    const model = pathname.includes(`/models/${backbone}/`);
    const picture = /\/samples\/.*\.(png|jpe?g|webp)$/.test(pathname);
    // Asked at once: Playwright forgets a response when a long run has had many.
    const bytes = transferredBytes(response);
    bytes.catch(() => undefined);
    seen.push({ bytes, part: model ? 'model' : picture ? 'pictures' : phase });
  });
  return {
    enter: (next) => {
      phase = next;
    },
    transferredKB: async () => {
      const sums = { shell: 0, engine: 0, model: 0, pictures: 0 };
      for (const { bytes, part } of seen) sums[part] += (await bytes) / 1000;
      return sums;
    },
  };
}

async function transferredBytes(response: Response): Promise<number> {
  await response.finished();
  const { responseBodySize, responseHeadersSize } = await response.request().sizes();
  // What the browser had already comes with less than nothing.
  if (responseBodySize < 0) return 0;
  // Of a worker's own script the browser tells no size; the server does.
  const body = responseBodySize || Number(await response.headerValue('content-length'));
  return body + responseHeadersSize;
}
