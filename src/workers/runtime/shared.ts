/** Somebody's hold on a shared thing. */
export interface Claim<T> {
  readonly thing: Promise<T>;
  /** Lets go of it; the last one who does so disposes of it. */
  readonly release: () => void;
}

interface Entry<T> {
  readonly loading: Promise<T>;
  claims: number;
}

/** Things that take long to load and much room: each is loaded once, and is there as long as somebody claims it. */
export class Shared<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #dispose: (thing: T) => void;

  constructor(dispose: (thing: T) => void) {
    this.#dispose = dispose;
  }

  /** @param load called where nobody claims it yet, or where the last loading failed */
  claim(key: string, load: () => Promise<T>): Claim<T> {
    const entry = this.#entries.get(key) ?? this.#begin(key, load());
    entry.claims++;
    let released = false;
    return {
      thing: entry.loading,
      release: () => {
        if (released) return;
        released = true;
        entry.claims--;
        if (entry.claims > 0) return;
        this.#forget(key, entry);
        // What could not be loaded has told whoever waited for it.
        entry.loading.then(this.#dispose, () => {});
      },
    };
  }

  #begin(key: string, loading: Promise<T>): Entry<T> {
    const entry = { loading, claims: 0 };
    this.#entries.set(key, entry);
    loading.catch(() => this.#forget(key, entry));
    return entry;
  }

  #forget(key: string, entry: Entry<T>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }
}
