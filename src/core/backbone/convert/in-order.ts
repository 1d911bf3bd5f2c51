/** Something that is made of others, by name. */
export interface Ordered {
  readonly name: string;
  readonly inputs: readonly string[];
}

/** Things so that each comes after what it reads (Kahn 1962); those that wait for one another are left out. */
export function inOrder<T extends Ordered>(things: readonly T[]): readonly T[] {
  const all = new Map(things.map((one) => [one.name, one]));
  const readers = new Map<string, string[]>();
  const missing = new Map<string, number>();
  for (const { name, inputs } of all.values()) {
    const inner = inputs.filter((input) => all.has(input));
    missing.set(name, inner.length);
    for (const input of inner) {
      const known = readers.get(input);
      if (known) known.push(name);
      else readers.set(input, [name]);
    }
  }
  const ready = [...all.keys()].filter((name) => missing.get(name) === 0);
  // It grows while it is gone through.
  for (const name of ready)
    for (const reader of readers.get(name) ?? []) {
      const left = (missing.get(reader) ?? 0) - 1;
      missing.set(reader, left);
      if (left === 0) ready.push(reader);
    }
  return ready.flatMap((name) => all.get(name) ?? []);
}
