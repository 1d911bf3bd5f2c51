import { once } from 'node:events';
import WebSocket from 'ws';
import { ProtocolError } from './browser.ts';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Of https://w3c.github.io/webdriver-bidi/#protocol-definition: what the browser says. */
type Message =
  | { readonly type: 'success'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number | null; readonly error: string; readonly message: string }
  | { readonly type: 'event'; readonly method: string; readonly params: Readonly<Record<string, unknown>> };

/** Commands and events of WebDriver BiDi over a WebSocket: each command's answer carries its number. */
export class BidiConnection {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, (params: Readonly<Record<string, unknown>>) => void>();
  private latest = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.receive(JSON.parse(String(data)) as Message));
    socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('Firefox closed the connection'));
      this.waiting.clear();
    });
  }

  /** @param address such as 'ws://127.0.0.1:9222/session' */
  static async open(address: string): Promise<BidiConnection> {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    await once(socket, 'open');
    return new BidiConnection(socket);
  }

  /** @throws ProtocolError where the browser refuses */
  send<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.latest;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  onEvent(method: string, listener: (params: Readonly<Record<string, unknown>>) => void): void {
    this.listeners.set(method, listener);
  }

  close(): void {
    this.socket.terminate();
  }

  private receive(message: Message): void {
    if (message.type === 'event') {
      this.listeners.get(message.method)?.(message.params);
      return;
    }
    const asked = this.waiting.get(message.id ?? -1);
    this.waiting.delete(message.id ?? -1);
    if (message.type === 'success') asked?.resolve(message.result);
    else asked?.reject(new ProtocolError(message.error, message.message));
  }
}
