import { ConversionError } from './conversion-error.ts';

/** For reading JSON of which nothing is known yet. What a file calls 'constructor' is only a field if it is its own. */
type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function at(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** @param of what it belongs to, for the message */
export function objectAt(value: unknown, name: string, of: string): JsonObject {
  const found = at(value, name);
  if (!isObject(found)) throw new ConversionError('', `${of} has no “${name}” of its own.`);
  return found;
}

/** A list; where there is none, an empty one. */
export function listAt(value: unknown, name: string, of: string): readonly unknown[] {
  const found = at(value, name) ?? [];
  if (!Array.isArray(found)) throw new ConversionError('', `“${name}” of ${of} is not a list.`);
  return found;
}

export function textAt(value: unknown, name: string, of: string): string {
  const found = at(value, name);
  if (typeof found !== 'string') throw new ConversionError('', `${of} has no “${name}”.`);
  return found;
}
