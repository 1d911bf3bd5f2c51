/** The things asked for last stay in memory; as many as there is room for. */
export class Recent<T> {
  /** How many. */
  room = 1;
  /** The latest last. */
  readonly #kept = new Map<string, T>();

  /** @param read called where the thing is not kept */
  async get(key: string, read: () => Promise<T>): Promise<T> {
    const thing = this.#kept.get(key) ?? (await read());
    this.#kept.delete(key);
    this.#kept.set(key, thing);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > this.room) this.#kept.delete(oldest);
    return thing;
  }

  /** Puts another in the place of a thing that is kept. */
  update(key: string, change: (thing: T) => T): void {
    const thing = this.#kept.get(key);
    if (thing) this.#kept.set(key, change(thing));
  }
}
