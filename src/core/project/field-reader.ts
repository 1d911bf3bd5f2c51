import type { Limits } from '../training/recipe-limits.ts';

/** Reads one object of a JSON file, field by field; `fail` is told what is wrong. */
export class FieldReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #fail: (what: string) => never;

  constructor(value: unknown, path: string, fail: (what: string) => never) {
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      fail(`${path === '' ? 'The file' : path} is not an object.`);
    this.#fields = value as Record<string, unknown>;
    this.#path = path;
    this.#fail = fail;
  }

  #at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #get(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  inner(name: string): FieldReader {
    return new FieldReader(this.#get(name) ?? {}, this.#at(name), this.#fail);
  }

  list(name: string): FieldReader[] {
    const value = this.#get(name) ?? [];
    if (!Array.isArray(value) || value.length > 100) return this.#fail(`${this.#at(name)} is not a list.`);
    return value.map((entry, i) => new FieldReader(entry, `${this.#at(name)}[${i}]`, this.#fail));
  }

  number(name: string, { min, max, step }: Limits, usual: number): number {
    const value = this.#get(name) ?? usual;
    const whole = step === 1;
    if (typeof value !== 'number' || !(value >= min && value <= max) || (whole && !Number.isInteger(value)))
      return this.#fail(`${this.#at(name)} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`);
    return value;
  }

  text(name: string, usual: string): string {
    const value = this.#get(name) ?? usual;
    return typeof value === 'string' ? value : this.#fail(`${this.#at(name)} must be a text.`);
  }

  /** Null where the field is null or missing. */
  nullable<T>(name: string, read: () => T): T | null {
    return (this.#get(name) ?? null) === null ? null : read();
  }

  /** A list of up to 100 different names, none of them empty; null where the field is null or missing. */
  names(name: string): readonly string[] | null {
    return this.nullable(name, () => {
      const value = this.#get(name);
      const fits =
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= 100 &&
        value.every((one): one is string => typeof one === 'string' && one !== '') &&
        new Set(value).size === value.length;
      return fits ? (value as readonly string[]) : this.#fail(`${this.#at(name)} must be a list of names.`);
    });
  }

  flag(name: string): boolean {
    const value = this.#get(name) ?? false;
    return typeof value === 'boolean' ? value : this.#fail(`${this.#at(name)} must be true or false.`);
  }

  choice<T extends string>(name: string, of: readonly T[], usual: T): T {
    const value = this.#get(name) ?? usual;
    const found = of.find((one) => one === value);
    return found ?? this.#fail(`${this.#at(name)} must be one of ${of.join(', ')}.`);
  }

  /** A field that nobody knows is a slip of the pen, and would be passed over without a word. */
  nothingElse(names: readonly string[]): void {
    const unknown = Object.keys(this.#fields).find((name) => !names.includes(name));
    if (unknown !== undefined) this.#fail(`There is no field named ${this.#at(unknown)}.`);
  }
}
