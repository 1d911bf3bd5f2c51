import type { FromWorker, ToWorker } from '../../../src/workers/protocol.ts';

/** For tests: a worker whose side the test plays. */
export class FakeWorker<Sent, Said> extends EventTarget {
  readonly posted: Sent[] = [];
  readonly transferred: Transferable[] = [];
  terminated = false;

  postMessage(message: Sent, transfer: Transferable[] = []): void {
    this.posted.push(message);
    for (const thing of transfer) this.transferred.push(thing);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(message: Said): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
}

/** For tests: the engine's worker, by the protocol. */
export class FakeEngine extends FakeWorker<ToWorker, FromWorker> {
  /** The jobs it was asked for: 'start 1'. */
  get asked(): string[] {
    return this.posted.map((message) =>
      message.type === 'run' ? `${message.kind} ${message.id}` : `cancel ${message.id}`,
    );
  }
}
