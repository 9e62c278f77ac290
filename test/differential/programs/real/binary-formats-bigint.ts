// Binary encoders and decoders: DataView, varints, CRC32, base64, bit streams, bigint modular maths, hex dumps.
class Writer {
  #buf = new ArrayBuffer(16, { maxByteLength: 1 << 16 });
  #view = new DataView(this.#buf);
  #pos = 0;
  #room(n: number): void {
    if (this.#pos + n > this.#buf.byteLength)
      this.#buf.resize(Math.min(this.#buf.maxByteLength, Math.max(this.#buf.byteLength * 2, this.#pos + n)));
  }
  u8(n: number): this {
    this.#room(1);
    this.#view.setUint8(this.#pos++, n);
    return this;
  }
  u16(n: number, le = false): this {
    this.#room(2);
    this.#view.setUint16(this.#pos, n, le);
    this.#pos += 2;
    return this;
  }
  i32(n: number): this {
    this.#room(4);
    this.#view.setInt32(this.#pos, n);
    this.#pos += 4;
    return this;
  }
  f32(n: number): this {
    this.#room(4);
    this.#view.setFloat32(this.#pos, n, true);
    this.#pos += 4;
    return this;
  }
  f64(n: number): this {
    this.#room(8);
    this.#view.setFloat64(this.#pos, n);
    this.#pos += 8;
    return this;
  }
  u64(n: bigint): this {
    this.#room(8);
    this.#view.setBigUint64(this.#pos, n, true);
    this.#pos += 8;
    return this;
  }
  varint(n: number | bigint): this {
    let v = BigInt.asUintN(64, BigInt(n));
    while (v >= 0x80n) {
      this.u8(Number(v & 0x7fn) | 0x80);
      v >>= 7n;
    }
    return this.u8(Number(v));
  }
  bytes(b: Uint8Array): this {
    this.#room(b.length);
    new Uint8Array(this.#buf).set(b, this.#pos);
    this.#pos += b.length;
    return this;
  }
  text(s: string): this {
    const b = new TextEncoder().encode(s);
    return this.varint(b.length).bytes(b);
  }
  done(): Uint8Array {
    return new Uint8Array(this.#buf.slice(0, this.#pos));
  }
}
class Reader {
  #view: DataView;
  #pos = 0;
  constructor(readonly data: Uint8Array) {
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }
  get left(): number {
    return this.data.length - this.#pos;
  }
  u8(): number {
    return this.#view.getUint8(this.#pos++);
  }
  u16(le = false): number {
    const v = this.#view.getUint16(this.#pos, le);
    this.#pos += 2;
    return v;
  }
  i32(): number {
    const v = this.#view.getInt32(this.#pos);
    this.#pos += 4;
    return v;
  }
  f32(): number {
    const v = this.#view.getFloat32(this.#pos, true);
    this.#pos += 4;
    return v;
  }
  f64(): number {
    const v = this.#view.getFloat64(this.#pos);
    this.#pos += 8;
    return v;
  }
  u64(): bigint {
    const v = this.#view.getBigUint64(this.#pos, true);
    this.#pos += 8;
    return v;
  }
  varint(): bigint {
    let v = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const b = this.u8();
      v |= BigInt(b & 0x7f) << shift;
      if (b < 0x80) return v;
    }
  }
  text(): string {
    const n = Number(this.varint());
    const s = new TextDecoder().decode(this.data.subarray(this.#pos, this.#pos + n));
    this.#pos += n;
    return s;
  }
}
const encoded = new Writer()
  .u8(255)
  .u16(0xbeef)
  .u16(0xbeef, true)
  .i32(-123456789)
  .f32(Math.fround(1.1))
  .f64(-0)
  .u64(0xdeadbeefcafebaben)
  .varint(300)
  .varint(-1n)
  .text('héllo €𝄞')
  .text('')
  .done();
const hex = (b: Uint8Array): string => Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
console.log(encoded.length, hex(encoded));
const r = new Reader(encoded);
console.log(
  r.u8(),
  r.u16(),
  r.u16(true),
  r.i32(),
  r.f32(),
  Object.is(r.f64(), -0),
  r.u64(),
  r.varint(),
  r.varint(),
  JSON.stringify(r.text()),
  r.text(),
  r.left,
);
try {
  r.u16();
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
const crc32 = (data: Iterable<number>): number => {
  let c = ~0;
  for (const b of data) c = CRC[(c ^ b) & 0xff]! ^ (c >>> 8);
  return ~c >>> 0;
};
console.log(
  crc32(new TextEncoder().encode('The quick brown fox jumps over the lazy dog')).toString(16),
  crc32([]),
  CRC[255],
  CRC.at(-2),
);
const fnv1a = (s: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < s.length; i++) {
    h ^= s.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return h >>> 0;
};
const adler = (s: string): number => {
  let a = 1,
    b = 0;
  for (const ch of s) {
    a = (a + ch.codePointAt(0)!) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
};
console.log(['', 'a', 'hello', '日本'].map((s) => [fnv1a(s), adler(s)]));
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
function toBase64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    out +=
      ALPHABET[a >> 2]! +
      ALPHABET[((a & 3) << 4) | ((b ?? 0) >> 4)]! +
      (b === undefined ? '=' : ALPHABET[((b & 15) << 2) | ((c ?? 0) >> 6)]!) +
      (c === undefined ? '=' : ALPHABET[c & 63]!);
  }
  return out;
}
for (const s of ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar']) {
  const b = new TextEncoder().encode(s);
  if (toBase64(b) !== btoa(s) || atob(btoa(s)) !== s) console.log('bad', s);
  else console.log(s, toBase64(b));
}
class BitWriter {
  bits: number[] = [];
  write(value: number, width: number): void {
    for (let i = width - 1; i >= 0; i--) this.bits.push((value >>> i) & 1);
  }
  bytes(): Uint8Array {
    const out = new Uint8Array(Math.ceil(this.bits.length / 8));
    this.bits.forEach((bit, i) => {
      out[i >> 3]! |= bit << (7 - (i & 7));
    });
    return out;
  }
}
const bw = new BitWriter();
[
  [5, 3],
  [1023, 10],
  [0, 2],
  [-1, 5],
].forEach(([v, w]) => bw.write(v!, w!));
console.log(hex(bw.bytes()), bw.bits.join(''));
const modpow = (b: bigint, e: bigint, m: bigint): bigint => {
  let r = 1n;
  for (b %= m; e > 0n; e >>= 1n, b = (b * b) % m) if (e & 1n) r = (r * b) % m;
  return r;
};
const egcd = (a: bigint, b: bigint): [bigint, bigint, bigint] => {
  if (b === 0n) return [a, 1n, 0n];
  const [g, x, y] = egcd(b, a % b);
  return [g, y, x - (a / b) * y];
};
const isPrime = (n: bigint): boolean => {
  if (n < 2n) return false;
  for (const p of [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n]) {
    if (n % p === 0n) return n === p;
  }
  let d = n - 1n,
    s = 0;
  while ((d & 1n) === 0n) {
    d >>= 1n;
    s++;
  }
  witness: for (const a of [2n, 3n, 5n, 7n, 11n, 13n]) {
    let x = modpow(a, d, n);
    if (x === 1n || x === n - 1n) continue;
    for (let i = 1; i < s; i++) {
      x = (x * x) % n;
      if (x === n - 1n) continue witness;
    }
    return false;
  }
  return true;
};
const [p, q] = [(1n << 61n) - 1n, (1n << 31n) - 1n];
const e = 65537n,
  phi = (p - 1n) * (q - 1n),
  d = ((egcd(e, phi)[1] % phi) + phi) % phi,
  m = 123456789012345678n;
console.log(
  isPrime(p),
  isPrime(q),
  isPrime(p * q),
  isPrime(2n ** 89n - 1n),
  modpow(modpow(m, e, p * q), d, p * q) === m,
  (p * q).toString(36),
  BigInt.asIntN(16, 40000n),
  -7n / 2n,
  -7n % 2n,
  -5n >> 1n,
  ~5n,
  5n ** 30n,
  BigInt('0xff'),
  2n > 1,
  2n == (2 as unknown),
  typeof 5n,
);
const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
console.log(factorial(30), factorial(60).toString().length, Number(factorial(25)), parseInt(factorial(20).toString()));
const floats = new Float32Array([1.5, -2.25, NaN, Infinity, 1e40, 1 / 3]);
const ints = new Int16Array(floats.buffer, 4, 4);
console.log(
  floats,
  ints,
  new Uint8ClampedArray([300, -5, 1.5, 2.5, NaN]),
  new Int8Array([200, -200]),
  Float64Array.of(...floats.map((x) => x * 2)),
);
const words = new Uint16Array([5, 1, 4, 2]);
words.sort();
console.log(
  words,
  words.subarray(1, 3),
  words.with(0, 9),
  words.toReversed(),
  words.indexOf(4),
  [...words.entries()],
  words.join('-'),
  Object.keys(words),
  words.findLast((x) => x < 5),
  new Uint8Array(words.buffer).slice(0, 4),
  words.fill(7, 1, 2),
  words.copyWithin(0, 2),
);
console.log(
  hex(new Uint8Array(new BigInt64Array([-2n, 5n]).buffer)),
  structuredClone({ b: new Uint8Array([1, 2]), m: new Map([[1, new Set(['x'])]]), d: new Date(0), r: /a+/gi }),
);
