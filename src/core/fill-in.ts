/*
 * What browsers of four years ago lack of what the code uses, and pages without https. Imported first by each script
 * that is loaded by itself; scripts/build/newer-features.ts finds what would have to be here and isn't.
 */

/** Gives a prototype or a class what it doesn't have. */
function fillIn<T extends object>(target: T | undefined, methods: Partial<T>): void {
  for (const [name, value] of Object.entries(methods))
    if (target && !(name in target))
      Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

/** Array methods that copy (ES2023): Chrome 110, Firefox 115. */
export const copying = {
  toReversed<T>(this: readonly T[]): T[] {
    return [...this].reverse();
  },
  toSorted<T>(this: readonly T[], compare?: (a: T, b: T) => number): T[] {
    return [...this].sort(compare);
  },
  toSpliced<T>(this: readonly T[], ...change: [start: number, deleted: number, ...items: T[]]): T[] {
    const copy = [...this];
    copy.splice.apply(copy, change);
    return copy;
  },
  with<T>(this: readonly T[], index: number, value: T): T[] {
    const at = index < 0 ? this.length + index : index;
    if (at < 0 || at >= this.length) throw new RangeError(`${index} is outside of the array`);
    return this.map((item, i) => (i === at ? value : item));
  },
};

/** A version 4 UUID (RFC 9562, section 5.4) of 16 random bytes. */
export function uuid(random: Uint8Array): string {
  const bytes = random.map((byte, i) =>
    i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What of the browser is filled in; `core` knows no DOM. */
interface Browser {
  readonly crypto?: { getRandomValues(bytes: Uint8Array): Uint8Array; randomUUID?: () => string };
  readonly URL?: (new (address: string, base?: string) => object) & { canParse?: unknown };
  readonly AbortSignal?: { any?: unknown };
  readonly AbortController: new () => { signal: Signal; abort(reason?: unknown): void };
}
interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(kind: 'abort', listener: () => void, options: { once: boolean; signal: never }): void;
}

const browser = globalThis as unknown as Browser;
const { crypto, URL: Address } = browser;

fillIn(Array.prototype as object, copying);
// Only pages with https have it.
if (crypto) fillIn(crypto, { randomUUID: () => uuid(crypto.getRandomValues(new Uint8Array(16))) });
// Chrome 120, Firefox 115, Safari 17.
if (Address)
  fillIn(Address, {
    canParse: (address: string, base?: string) => {
      try {
        return Boolean(new Address(address, base));
      } catch {
        return false;
      }
    },
  });
// Chrome 116, Firefox 124, Safari 17.4.
fillIn(browser.AbortSignal, { any: anyOf });

/** A signal that aborts with the first of others. */
export function anyOf(signals: Iterable<Signal>): Signal {
  const controller = new browser.AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    else
      signal.addEventListener('abort', () => controller.abort(signal.reason), {
        once: true,
        // Of the browser's own type.
        signal: controller.signal as never,
      });
  }
  return controller.signal;
}
