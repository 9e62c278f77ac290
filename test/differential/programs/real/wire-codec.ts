// Binary protocol: varints, zig-zag, length-delimited messages with DataView.
const enum WireType {
  Varint = 0,
  Fixed64 = 1,
  Bytes = 2,
  Fixed32 = 5,
}
class Writer {
  private buf = new Uint8Array(8);
  private pos = 0;
  private ensure(n: number): void {
    if (this.pos + n <= this.buf.length) return;
    let cap = this.buf.length;
    while (cap < this.pos + n) cap *= 2;
    const next = new Uint8Array(cap);
    next.set(this.buf.subarray(0, this.pos));
    this.buf = next;
  }
  u8(v: number): this {
    this.ensure(1);
    this.buf[this.pos++] = v;
    return this;
  }
  varint(v: number | bigint): this {
    let n = BigInt.asUintN(64, BigInt(v));
    do {
      let byte = Number(n & 0x7fn);
      n >>= 7n;
      if (n > 0n) byte |= 0x80;
      this.u8(byte);
    } while (n > 0n);
    return this;
  }
  tag(field: number, type: WireType): this {
    return this.varint((field << 3) | type);
  }
  zigzag(v: number): this {
    return this.varint(((v << 1) ^ (v >> 31)) >>> 0);
  }
  f64(v: number): this {
    this.ensure(8);
    new DataView(this.buf.buffer).setFloat64(this.pos, v, true);
    this.pos += 8;
    return this;
  }
  f32(v: number): this {
    this.ensure(4);
    new DataView(this.buf.buffer).setFloat32(this.pos, v, true);
    this.pos += 4;
    return this;
  }
  bytes(b: Uint8Array): this {
    this.varint(b.length);
    this.ensure(b.length);
    this.buf.set(b, this.pos);
    this.pos += b.length;
    return this;
  }
  string(s: string): this {
    return this.bytes(new TextEncoder().encode(s));
  }
  finish(): Uint8Array {
    return this.buf.slice(0, this.pos);
  }
}
class Reader {
  private pos = 0;
  private readonly view: DataView;
  constructor(private readonly buf: Uint8Array) {
    this.view = new DataView(buf.buffer, buf.byteOffset, buf.byteLength);
  }
  get done(): boolean {
    return this.pos >= this.buf.length;
  }
  varint(): bigint {
    let result = 0n,
      shift = 0n;
    for (;;) {
      if (this.done) throw new RangeError(`truncated varint at ${this.pos}`);
      const byte = this.buf[this.pos++]!;
      result |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return result;
      shift += 7n;
      if (shift > 63n) throw new RangeError('varint too long');
    }
  }
  u32(): number {
    return Number(BigInt.asUintN(32, this.varint()));
  }
  zigzag(): number {
    const n = this.u32();
    return (n >>> 1) ^ -(n & 1);
  }
  f64(): number {
    const v = this.view.getFloat64(this.pos, true);
    this.pos += 8;
    return v;
  }
  f32(): number {
    const v = this.view.getFloat32(this.pos, true);
    this.pos += 4;
    return v;
  }
  bytes(): Uint8Array {
    const n = this.u32();
    if (this.pos + n > this.buf.length)
      throw new RangeError(`truncated bytes: need ${n}, have ${this.buf.length - this.pos}`);
    return this.buf.subarray(this.pos, (this.pos += n));
  }
  string(): string {
    return new TextDecoder().decode(this.bytes());
  }
  skip(type: WireType): void {
    switch (type) {
      case WireType.Varint:
        this.varint();
        break;
      case WireType.Fixed64:
        this.pos += 8;
        break;
      case WireType.Fixed32:
        this.pos += 4;
        break;
      case WireType.Bytes:
        this.bytes();
        break;
      default:
        throw new TypeError(`unknown wire type ${type satisfies never}`);
    }
  }
}
type FieldSpec<T> = {
  id: number;
  type: WireType;
  write(w: Writer, v: T): void;
  read(r: Reader): T;
  repeated?: boolean;
};
const int = (id: number): FieldSpec<number> => ({
  id,
  type: WireType.Varint,
  write: (w, v) => void w.zigzag(v),
  read: (r) => r.zigzag(),
});
const big = (id: number): FieldSpec<bigint> => ({
  id,
  type: WireType.Varint,
  write: (w, v) => void w.varint(v),
  read: (r) => BigInt.asIntN(64, r.varint()),
});
const str = (id: number): FieldSpec<string> => ({
  id,
  type: WireType.Bytes,
  write: (w, v) => void w.string(v),
  read: (r) => r.string(),
});
const dbl = (id: number): FieldSpec<number> => ({
  id,
  type: WireType.Fixed64,
  write: (w, v) => void w.f64(v),
  read: (r) => r.f64(),
});
const flt = (id: number): FieldSpec<number> => ({
  id,
  type: WireType.Fixed32,
  write: (w, v) => void w.f32(v),
  read: (r) => r.f32(),
});
type Schema = Record<string, FieldSpec<any>>;
type Message<S extends Schema> = { [K in keyof S]?: S[K] extends FieldSpec<infer T> ? T : never };
class Codec<S extends Schema> {
  private readonly byId = new Map<number, [keyof S & string, FieldSpec<unknown>]>();
  constructor(private readonly schema: S) {
    for (const [k, f] of Object.entries(schema)) this.byId.set(f.id, [k as keyof S & string, f]);
  }
  encode(m: Message<S>): Uint8Array {
    const w = new Writer();
    for (const key in this.schema) {
      const v = m[key];
      if (v === undefined) continue;
      const f = this.schema[key]!;
      w.tag(f.id, f.type);
      f.write(w, v);
    }
    return w.finish();
  }
  decode(b: Uint8Array): Message<S> {
    const r = new Reader(b);
    const out: Record<string, unknown> = {};
    while (!r.done) {
      const t = r.u32();
      const hit = this.byId.get(t >>> 3);
      if (!hit) {
        r.skip((t & 7) as WireType);
        continue;
      }
      const [k, f] = hit;
      out[k] = f.read(r);
    }
    return out as Message<S>;
  }
}
const Person = new Codec({ id: int(1), name: str(2), score: dbl(3), balance: big(4), ratio: flt(9) });
const PersonV1 = new Codec({ id: int(1), balance: big(4) });
const hex = (b: Uint8Array): string => Array.from(b, (x) => x.toString(16).padStart(2, '0')).join(' ');
const samples: Parameters<typeof Person.encode>[0][] = [
  { id: 1, name: 'Ada', score: 99.5, balance: 12345678901234567890n & 0x7fffffffffffffffn },
  { id: -1, name: 'Zoë 🎉', balance: -1n, ratio: 0.1 },
  { id: 2147483647, score: NaN },
  { id: -2147483648, score: -0, ratio: Infinity },
  {},
];
for (const s of samples) {
  const bytes = Person.encode(s);
  console.log(bytes.length, hex(bytes));
  console.log(Person.decode(bytes), PersonV1.decode(bytes));
}
for (const bad of [[0x08], [0x12, 0x05, 0x61], [0x0f], Array(12).fill(0xff)]) {
  try {
    console.log(Person.decode(Uint8Array.from(bad as number[])));
  } catch (e) {
    console.log(`${(e as Error).name}: ${(e as Error).message}`);
  }
}
