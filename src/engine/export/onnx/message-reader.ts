import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/**
 * A field of a protobuf message: an integer, or the bytes of a text or of a message within. Others are left out
 * (https://protobuf.dev/programming-guides/encoding/).
 */
export type Field =
  | { readonly number: number; readonly integer: number }
  | { readonly number: number; readonly bytes: Uint8Array };

/**
 * Cuts a message into its fields, in their order, without a copy.
 * @throws RangeError or Error where the bytes are none
 */
export function fieldsOf(message: Uint8Array): readonly Field[] {
  const reader = new BinaryReader(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (type === WireType.Varint) fields.push({ number, integer: Number(reader.int64()) });
    else if (type === WireType.LengthDelimited) fields.push({ number, bytes: reader.bytes() });
    else reader.skip(type, number);
  }
  return fields;
}

/** The bytes of each field of that number. */
export const allBytes = (fields: readonly Field[], number: number): readonly Uint8Array[] =>
  fields.flatMap((field) => (field.number === number && 'bytes' in field ? [field.bytes] : []));

/** The integers of the fields of that number. */
export const allIntegers = (fields: readonly Field[], number: number): readonly number[] =>
  fields.flatMap((field) => (field.number === number && 'integer' in field ? [field.integer] : []));

/** Each field of that number as text. */
export const allTexts = (fields: readonly Field[], number: number): readonly string[] =>
  allBytes(fields, number).map((bytes) => new TextDecoder().decode(bytes));
