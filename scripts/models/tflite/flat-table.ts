import { ByteBuffer } from 'flatbuffers';

const OFFSET_BYTES = 4;

/**
 * A table of a FlatBuffers file (https://flatbuffers.dev/internals): its fields by their number in the schema, from 0.
 * A field that the file leaves out has the schema's default.
 */
export class FlatTable {
  readonly #buffer: ByteBuffer;
  readonly #at: number;

  private constructor(buffer: ByteBuffer, at: number) {
    this.#buffer = buffer;
    this.#at = at;
  }

  /**
   * The root table of a file.
   * @param identifier the four letters that its format begins with
   * @throws TypeError where they are others
   */
  static root(bytes: Uint8Array, identifier: string): FlatTable {
    const buffer = new ByteBuffer(bytes);
    if (bytes.length < 2 * OFFSET_BYTES || !buffer.__has_identifier(identifier))
      throw new TypeError(`not a ${identifier} file`);
    return new FlatTable(buffer, buffer.__indirect(0));
  }

  int8(field: number, otherwise = 0): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#buffer.readInt8(at);
  }

  int32(field: number, otherwise = 0): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#buffer.readInt32(at);
  }

  text(field: number): string {
    const at = this.#place(field);
    return at === undefined ? '' : String(this.#buffer.__string(at));
  }

  /** The table in a field, or in the value of a union. */
  table(field: number): FlatTable | undefined {
    const at = this.#place(field);
    return at === undefined ? undefined : new FlatTable(this.#buffer, this.#buffer.__indirect(at));
  }

  tables(field: number): readonly FlatTable[] {
    return this.#list(field, OFFSET_BYTES, (at) => new FlatTable(this.#buffer, this.#buffer.__indirect(at)));
  }

  int32s(field: number): readonly number[] {
    return this.#list(field, 4, (at) => this.#buffer.readInt32(at));
  }

  /** 64-bit integers, which the formats read here use for small numbers. */
  int64s(field: number): readonly number[] {
    return this.#list(field, 8, (at) => Number(this.#buffer.readInt64(at)));
  }

  float32s(field: number): readonly number[] {
    return this.#list(field, 4, (at) => this.#buffer.readFloat32(at));
  }

  /** The bytes themselves, not a copy. */
  bytes(field: number): Uint8Array {
    const at = this.#place(field);
    if (at === undefined) return new Uint8Array(0);
    const start = this.#buffer.__vector(at);
    return this.#buffer.bytes().subarray(start, start + this.#buffer.__vector_len(at));
  }

  /** Where a field's value lies; undefined where the file leaves it out. */
  #place(field: number): number | undefined {
    // A table's list of offsets begins with its own size and the table's, of two bytes each.
    const offset = this.#buffer.__offset(this.#at, 4 + 2 * field);
    return offset === 0 ? undefined : this.#at + offset;
  }

  #list<T>(field: number, size: number, read: (at: number) => T): readonly T[] {
    const at = this.#place(field);
    if (at === undefined) return [];
    const start = this.#buffer.__vector(at);
    return Array.from({ length: this.#buffer.__vector_len(at) }, (_, index) => read(start + index * size));
  }
}
