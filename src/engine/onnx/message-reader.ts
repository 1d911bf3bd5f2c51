import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/**
 * A field of a protobuf message: an integer, a 32-bit float, or the bytes of a text, of a message within or of packed
 * numbers. Others are left out (https://protobuf.dev/programming-guides/encoding/).
 */
export type Field =
  | { readonly number: number; readonly integer: number }
  | { readonly number: number; readonly float: number }
  | { readonly number: number; readonly bytes: Uint8Array };

/** Above the nodes and weights of the largest published networks; each field takes more memory than its two bytes. */
const MOST_FIELDS = 200_000;

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
    else if (type === WireType.Bit32) fields.push({ number, float: reader.float() });
    else reader.skip(type, number);
    if (fields.length > MOST_FIELDS) throw new RangeError(`More than ${MOST_FIELDS} fields in one message.`);
  }
  return fields;
}

/** The bytes of each field of that number. */
export const allBytes = (fields: readonly Field[], number: number): readonly Uint8Array[] =>
  fields.flatMap((field) => (field.number === number && 'bytes' in field ? [field.bytes] : []));

/** The integers of the fields of that number, one by one or packed. */
export const allIntegers = (fields: readonly Field[], number: number): readonly number[] =>
  fields.flatMap((field) => {
    if (field.number !== number) return [];
    if ('integer' in field) return [field.integer];
    return 'bytes' in field ? packedIntegers(field.bytes) : [];
  });

/** The 32-bit floats of the fields of that number, one by one or packed. */
export const allFloats = (fields: readonly Field[], number: number): readonly number[] =>
  fields.flatMap((field) => {
    if (field.number !== number) return [];
    if ('float' in field) return [field.float];
    return 'bytes' in field ? [...new Float32Array(field.bytes.slice().buffer)] : [];
  });

/** Each field of that number as text. */
export const allTexts = (fields: readonly Field[], number: number): readonly string[] =>
  allBytes(fields, number).map((bytes) => new TextDecoder().decode(bytes));

function packedIntegers(bytes: Uint8Array): number[] {
  const reader = new BinaryReader(bytes);
  const integers: number[] = [];
  while (reader.pos < reader.len) integers.push(Number(reader.int64()));
  return integers;
}
