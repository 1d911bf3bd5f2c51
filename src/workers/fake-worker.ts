import type { FromWorker, ToWorker } from './protocol.ts';

/** For tests: a worker by the protocol, whose side the test plays. */
export class FakeWorker extends EventTarget {
  readonly posted: ToWorker[] = [];
  readonly transferred: Transferable[] = [];
  terminated = false;

  postMessage(message: ToWorker, transfer: Transferable[] = []): void {
    this.posted.push(message);
    this.transferred.push(...transfer);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
  /** The jobs it was asked for: 'start 1'. */
  get asked(): string[] {
    return this.posted.map((message) =>
      message.type === 'run' ? `${message.kind} ${message.id}` : `cancel ${message.id}`,
    );
  }
}
