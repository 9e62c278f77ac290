// A cursor over the bytes of a WebAssembly module: LEB128 numbers, names, value types (core specification 5.2).
// It exists so that every read is checked against the end in one place; the modules it reads are not trusted.

/** Thrown inside `seal/` only; `readModule` turns it into a result value. */
export class MalformedModule extends Error {
  readonly offset: number;

  constructor(state: string, offset: number) {
    super(`${state} at byte ${offset}`);
    this.name = 'MalformedModule';
    this.offset = offset;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Value types with a one-byte encoding, by that byte (5.3.1 to 5.3.4). */
const VALUE_TYPES: ReadonlyMap<number, string> = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
  [0x70, 'funcref'],
  [0x6f, 'externref'],
  [0x69, 'exnref'],
]);

export class Reader {
  readonly bytes: Uint8Array;
  /** Offset in the module of the next byte. */
  offset: number;
  readonly end: number;

  constructor(bytes: Uint8Array, offset = 0, end = bytes.length) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
  }

  fail(state: string): never {
    throw new MalformedModule(state, this.offset);
  }

  get atEnd(): boolean {
    return this.offset === this.end;
  }

  byte(): number {
    if (this.offset >= this.end) this.fail('unexpected end');
    return this.bytes[this.offset++] as number;
  }

  skip(length: number): void {
    if (length > this.end - this.offset) this.fail('unexpected end');
    this.offset += length;
  }

  /** A reader of the next `length` bytes, which this one skips. */
  take(length: number): Reader {
    const start = this.offset;
    this.skip(length);
    return new Reader(this.bytes, start, start + length);
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && byte > 0x0f) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    this.fail('an unsigned number over 32 bits');
  }

  /** A signed number of at most `bits` bits; large ones lose precision, which no caller depends on. */
  signed(bits: 32 | 33 | 64): number {
    const bytesMax = Math.ceil(bits / 7);
    let value = 0n;
    for (let index = 0; index < bytesMax; index++) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << BigInt(index * 7);
      if (byte < 0x80) {
        const signed = BigInt.asIntN((index + 1) * 7, value);
        if (BigInt.asIntN(bits, signed) !== signed) break;
        return Number(signed);
      }
    }
    this.fail(`a signed number over ${bits} bits`);
  }

  /** A u64, as memory offsets may be; only skipped over. */
  skipU64(): void {
    for (let count = 0; count < 10; count++) if (this.byte() < 0x80) return;
    this.fail('an unsigned number over 64 bits');
  }

  /** The length of a vector. Every element takes at least a byte, so a count beyond the end is malformed. */
  count(): number {
    const count = this.u32();
    if (count > this.end - this.offset) this.fail('a vector longer than its section');
    return count;
  }

  name(): string {
    const length = this.u32();
    const start = this.offset;
    this.skip(length);
    try {
      return utf8.decode(this.bytes.subarray(start, start + length));
    } catch {
      this.offset = start;
      this.fail('a name that is not UTF-8');
    }
  }

  valueType(): string {
    const byte = this.byte();
    if (byte === 0x63 || byte === 0x64) return `(ref ${byte === 0x63 ? 'null ' : ''}${this.signed(33)})`;
    const type = VALUE_TYPES.get(byte);
    if (type === undefined) {
      this.offset--;
      this.fail(`value type 0x${byte.toString(16)}, which no sealed module uses,`);
    }
    return type;
  }
}
