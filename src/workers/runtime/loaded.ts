import { type Claim, Shared } from './shared.ts';

interface Latest<T> {
  readonly key: string;
  readonly claim: Claim<T>;
}

/**
 * Things that take much room: the last one asked for is kept, those that are claimed, and while exclusive work is under
 * way all that was asked for since it began.
 */
export class Loaded<T> {
  readonly #shared: Shared<T>;
  #latest: Latest<T> | null = null;
  /** What was asked for during the work under way; null while there is none. */
  #inUse: Map<string, Claim<T>> | null = null;

  constructor(dispose: (thing: T) => void) {
    this.#shared = new Shared(dispose);
  }

  /** Holds a thing until it is released. */
  claim(key: string, load: () => Promise<T>): Claim<T> {
    return this.#shared.claim(key, load);
  }

  /** A thing that is there until another one is asked for. */
  async get(key: string, load: () => Promise<T>): Promise<T> {
    if (this.#inUse && !this.#inUse.has(key)) this.#inUse.set(key, this.claim(key, load));
    if (this.#latest?.key === key) return this.#latest.claim.thing;
    const previous = this.#latest;
    const current = { key, claim: this.claim(key, load) };
    this.#latest = current;
    try {
      return await current.claim.thing;
    } catch (error) {
      if (this.#latest === current) this.#latest = null;
      throw error;
    } finally {
      // Not before the new one has come: a job may be in the middle of the old one's run.
      previous?.claim.release();
    }
  }

  /**
   * Holds all that is asked for until the work has ended.
   * @param work one at a time
   */
  async during<R>(work: () => Promise<R>): Promise<R> {
    const inUse = new Map<string, Claim<T>>();
    this.#inUse = inUse;
    try {
      return await work();
    } finally {
      this.#inUse = null;
      for (const { release } of inUse.values()) release();
    }
  }
}
