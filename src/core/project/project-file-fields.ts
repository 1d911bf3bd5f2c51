/** Says what is wrong with a file, and ends its reading. */
export type Fail = (what: string) => never;

/** Ids become keys and names of files: letters, digits and hyphens say nothing to any of them. */
const ID = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;

/**
 * Reads an object of a JSON file that nobody has vouched for, field by field. All fields must be there: a project is
 * read as it was written or not at all. (FieldReader is for files that people write, where what is missing is usual.)
 */
export class StrictFields {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #path: string;
  readonly #fail: Fail;

  constructor(value: unknown, path: string, fail: Fail) {
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      fail(`${path} is not an object.`);
    // As a map: no name of a field can be one that objects have by themselves.
    this.#fields = new Map(Object.entries(Object(value)));
    this.#path = path;
    this.#fail = fail;
  }

  /** Where a field is, in words. */
  at(name: string): string {
    return `${this.#path}.${name}`;
  }

  /** Ends the reading because of a field. */
  wrong(name: string, what: string): never {
    return this.#fail(`${this.at(name)} ${what}.`);
  }

  raw(name: string): unknown {
    return this.#fields.has(name) ? this.#fields.get(name) : this.wrong(name, 'is missing');
  }

  inner(name: string): StrictFields {
    return new StrictFields(this.raw(name), this.at(name), this.#fail);
  }

  /** @returns what `read` makes of the field; null where it is null */
  nullable<T>(name: string, read: () => T): T | null {
    return this.raw(name) === null ? null : read();
  }

  list(name: string, longest: number): readonly unknown[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) return this.wrong(name, 'is not a list');
    return value.length <= longest ? value : this.wrong(name, `has more than ${longest} entries`);
  }

  /** A list of objects. */
  objects<T>(name: string, longest: number, read: (fields: StrictFields) => T): T[] {
    return this.list(name, longest).map((entry, i) =>
      read(new StrictFields(entry, `${this.at(name)}[${i}]`, this.#fail)),
    );
  }

  number(name: string, min: number, max: number): number {
    const value = this.raw(name);
    return typeof value === 'number' && value >= min && value <= max
      ? value
      : this.wrong(name, `must be a number from ${min} to ${max}`);
  }

  whole(name: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.number(name, min, max);
    return Number.isInteger(value) ? value : this.wrong(name, 'must be a whole number');
  }

  /** Whole numbers that fit where they go. */
  wholes(name: string, longest: number, max: number): readonly number[] {
    const fits = (value: unknown): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
    const list = this.list(name, longest);
    return list.every(fits) ? list : this.wrong(name, `must hold whole numbers from 0 to ${max}`);
  }

  text(name: string, longest: number): string {
    const value = this.raw(name);
    return typeof value === 'string' && value.length <= longest
      ? value
      : this.wrong(name, `must be a text of at most ${longest} characters`);
  }

  matching(name: string, pattern: RegExp): string {
    const value = this.text(name, 200);
    return pattern.test(value) ? value : this.wrong(name, 'is not what it should be');
  }

  id(name: string): string {
    return this.matching(name, ID);
  }

  flag(name: string): boolean {
    const value = this.raw(name);
    return typeof value === 'boolean' ? value : this.wrong(name, 'must be true or false');
  }

  choice<T extends string>(name: string, of: readonly T[]): T {
    const value = this.raw(name);
    return of.find((one) => one === value) ?? this.wrong(name, `must be one of ${of.join(', ')}`);
  }

  /** What nobody knows might have meant something. */
  nothingBut(names: readonly string[]): void {
    for (const name of this.#fields.keys()) if (!names.includes(name)) this.wrong(name, 'is not known');
  }
}

/** Ends the reading where two are the same. */
export function allDifferent(values: readonly string[], what: string, fail: Fail): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) fail(`${what} “${value}” is there twice.`);
    seen.add(value);
  }
}
