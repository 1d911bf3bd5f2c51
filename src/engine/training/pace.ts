import { yieldToMessages } from './yield.ts';

const TELL_MS = 100;
/** Longest stretch without hearing Stop. */
const YIELD_MS = 30;

/** When a long computation tells of itself, and when it lets the worker hear its messages. */
export class Pace {
  readonly #signal: AbortSignal;
  #resumed = performance.now();
  #told = this.#resumed;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Called between steps; returns at once where it's too early for a rest.
   * @param tell called before a rest, at most ten times a second
   * @throws AbortError when stopped
   */
  async between(tell: () => Promise<void> | void = () => {}): Promise<void> {
    const now = performance.now();
    if (now - this.#resumed < YIELD_MS) return;
    if (now - this.#told >= TELL_MS) {
      await tell();
      this.#told = now;
    }
    await yieldToMessages();
    this.#signal.throwIfAborted();
    this.#resumed = performance.now();
  }
}
