import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/** How long a worker is given to come to a stop; milliseconds. */
const PAUSE = 3000;
/** Functions told of each, from the innermost. */
const FRAMES = 6;

/** The last part of a script's address. */
export const scriptOf = (url: string): string => url.split('/').pop() ?? url;

interface Reply {
  readonly method?: string;
  readonly params?: {
    readonly callFrames?: readonly {
      readonly functionName: string;
      readonly url: string;
      readonly location: { readonly lineNumber: number; readonly columnNumber?: number };
    }[];
  };
}

/**
 * What the page's own workers are computing at this moment: each is stopped for it, and goes on. Of one that only
 * waits nothing is said.
 */
export async function stacksOf(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const lines: string[] = [];
  const names = new Map<string, string>();
  // Not flattened, since Playwright's session can't speak for another: messages go in an envelope.
  // https://chromedevtools.github.io/devtools-protocol/tot/Target/#method-sendMessageToTarget
  const send = (sessionId: string, id: number, method: string, params: object = {}) =>
    session
      .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
      // It has ended meanwhile.
      .catch(() => undefined);
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    names.set(sessionId, scriptOf(targetInfo.url));
    void send(sessionId, 1, 'Debugger.enable');
    void send(sessionId, 2, 'Debugger.pause');
  });
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { method, params }: Reply = JSON.parse(message);
    if (method !== 'Debugger.paused') return;
    const frames = (params?.callFrames ?? []).slice(0, FRAMES).map(({ functionName, url, location }) => {
      const { lineNumber, columnNumber = 0 } = location;
      return `${functionName || '(anonymous)'} (${scriptOf(url)}:${lineNumber + 1}:${columnNumber + 1})`;
    });
    lines.push(`${names.get(sessionId)} computes ${frames.join(' ← ')}`);
    void send(sessionId, 3, 'Debugger.resume');
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  await setTimeout(PAUSE);
  for (const sessionId of names.keys()) await send(sessionId, 4, 'Debugger.disable');
  await session.detach();
  return lines;
}
