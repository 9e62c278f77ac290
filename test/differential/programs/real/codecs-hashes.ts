// Codecs: base64, CRC-32, SHA-256, UTF-8, LZ77-style, run-length, varint, all round-tripped over typed arrays.
const B64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
function b64encode(b: Uint8Array): string {
  let s = '';
  for (let i = 0; i < b.length; i += 3) {
    const [x, y = 0, z = 0] = b.subarray(i, i + 3);
    const n = (x! << 16) | (y << 8) | z;
    s +=
      B64[n >>> 18]! +
      B64[(n >>> 12) & 63]! +
      (i + 1 < b.length ? B64[(n >>> 6) & 63]! : '=') +
      (i + 2 < b.length ? B64[n & 63]! : '=');
  }
  return s;
}
const INV: Readonly<Record<string, number>> = Object.freeze(Object.fromEntries([...B64].map((c, i) => [c, i])));
function b64decode(s: string): Uint8Array {
  const clean = s.replace(/=+$/, '');
  const out = new Uint8Array((clean.length * 3) >> 2);
  let acc = 0,
    bits = 0,
    o = 0;
  for (const c of clean) {
    const v = INV[c];
    if (v === undefined) throw new SyntaxError(`bad base64 character ${JSON.stringify(c)}`);
    acc = (acc << 6) | v;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[o++] = (acc >>> bits) & 0xff;
      acc &= (1 << bits) - 1;
    }
  }
  return out;
}
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
const crc32 = (b: Uint8Array): number => (b.reduce((c, x) => CRC[(c ^ x) & 0xff]! ^ (c >>> 8), -1) ^ -1) >>> 0;
function primes(n: number): number[] {
  const p: number[] = [];
  for (let i = 2; p.length < n; i++) if (p.every((q) => i % q !== 0)) p.push(i);
  return p;
}
const frac = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) >>> 0;
const K = new Uint32Array(primes(64).map((p) => frac(Math.cbrt(p))));
const H0 = Uint32Array.of(...primes(8).map((p) => frac(Math.sqrt(p))));
const rotr = (x: number, n: number): number => (x >>> n) | (x << (32 - n));
function sha256(msg: Uint8Array): string {
  const len = msg.length,
    padded = new Uint8Array((((len + 8) >> 6) << 6) + 64);
  padded.set(msg);
  padded[len] = 0x80;
  const dv = new DataView(padded.buffer);
  dv.setBigUint64(padded.length - 8, BigInt(len) * 8n);
  const h = H0.slice(),
    w = new Uint32Array(64);
  for (let o = 0; o < padded.length; o += 64) {
    for (let i = 0; i < 16; i++) w[i] = dv.getUint32(o + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]!,
        b = w[i - 2]!;
      w[i] = w[i - 16]! + (rotr(a, 7) ^ rotr(a, 18) ^ (a >>> 3)) + w[i - 7]! + (rotr(b, 17) ^ rotr(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, hh] = h as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const t1 = (hh + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
      const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      hh = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, hh].forEach((v, i) => {
      h[i] = h[i]! + v;
    });
  }
  return Array.from(h, (x) => x.toString(16).padStart(8, '0')).join('');
}
function utf8(s: string): Uint8Array {
  const out: number[] = [];
  for (const ch of s) {
    const c = ch.codePointAt(0)!;
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return new Uint8Array(out);
}
type Token = readonly [dist: number, len: number, next: number];
function lz(b: Uint8Array, window = 255): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < b.length;) {
    let best = 0,
      dist = 0;
    for (let j = Math.max(0, i - window); j < i; j++) {
      let l = 0;
      while (l < 255 && i + l < b.length - 1 && b[j + l] === b[i + l]) l++;
      if (l > best) [best, dist] = [l, i - j];
    }
    out.push([dist, best, b[i + best]!]);
    i += best + 1;
  }
  return out;
}
function unlz(ts: readonly Token[]): Uint8Array {
  const out: number[] = [];
  for (const [d, l, n] of ts) {
    for (let k = 0; k < l; k++) out.push(out[out.length - d]!);
    out.push(n);
  }
  return Uint8Array.from(out);
}
const rle = (s: string): string =>
  s.replace(/(.)\1*/gs, (run, c: string) => (run.length > 1 ? `${run.length}${c}` : c));
const unrle = (s: string): string => s.replace(/(\d+)(\D)/g, (_, n: string, c: string) => c.repeat(+n));
const eq = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((x, i) => x === b[i]);
for (const s of ['', 'a', 'ab', 'abc', 'Hello, wörld! 🎉', 'abababababababab'.repeat(4), 'x'.repeat(64)]) {
  const b = utf8(s);
  const tokens = lz(b);
  console.log(
    JSON.stringify(s.slice(0, 12)),
    b.length,
    eq(b, new TextEncoder().encode(s)),
    b64encode(b).slice(0, 24),
    eq(b64decode(b64encode(b)), b),
    crc32(b).toString(16),
    sha256(b).slice(0, 16),
    tokens.length,
    eq(unlz(tokens), b),
    new TextDecoder().decode(unlz(tokens)) === s,
  );
}
console.log(
  sha256(utf8('abc')),
  crc32(utf8('123456789')).toString(16),
  atob(b64encode(utf8('binary!'))),
  btoa('hey') === b64encode(utf8('hey')),
);
console.log(rle('aaabccdddd'), unrle(rle('zzzzzzzzzzzzqqw')), [...lz(utf8('abcabcabcd'))]);
try {
  b64decode('ab*d');
} catch (e) {
  console.log(`${e}`);
}
const f = new Float32Array([1.1, -0, NaN, 3e38 * 10]);
console.log(
  f,
  new Uint8Array(f.buffer),
  new Uint16Array(f.buffer, 4, 2),
  [...new Int8Array([127, 128, 255, -129])],
  Uint8ClampedArray.of(300, -5, 1.5, 2.5),
  new BigInt64Array([2n ** 63n, -1n]),
);
