import type { Page, Request } from '@playwright/test';

export type Phase = 'shell' | 'engine';

export interface Traffic {
  /** From now on what is asked for counts to this phase. */
  enter(phase: Phase): void;
  /** Transferred so far, bodies as encoded and headers, in 1000 bytes; the backbone's own files apart. */
  transferredKB(): Promise<{ shell: number; engine: number; model: number }>;
}

/**
 * Counts what a page and its workers transfer.
 * @param backbone id: what lies under models/<id>/ is the model
 */
export function watchTraffic(page: Page, backbone: string): Traffic {
  let phase: Phase = 'shell';
  const seen: { readonly request: Request; readonly part: Phase | 'model' }[] = [];
  page.on('request', (request) => {
    const { protocol, pathname } = new URL(request.url());
    // Photos and the like, that never leave the page.
    if (!protocol.startsWith('http')) return;
    seen.push({ request, part: pathname.includes(`/models/${backbone}/`) ? 'model' : phase });
  });
  return {
    enter: (next) => {
      phase = next;
    },
    transferredKB: async () => {
      const sums = { shell: 0, engine: 0, model: 0 };
      for (const { request, part } of seen) {
        const response = await request.response();
        if (response === null || response.fromServiceWorker()) continue;
        await response.finished();
        const { responseBodySize, responseHeadersSize } = await request.sizes();
        sums[part] += (responseBodySize + responseHeadersSize) / 1000;
      }
      return sums;
    },
  };
}
