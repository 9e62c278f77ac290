// Numeric edge semantics in typed-looking code: overflow, hashing, ring indices, signed zero, truncation, accumulators that leave int ranges.
function fnv(s: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < s.length; i++) {
    h ^= s.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return h >>> 0;
}
function djb(s: string): number {
  let h = 5381;
  for (const c of s) h = h * 33 + c.charCodeAt(0);
  return h;
}
function djb32(s: string): number {
  let h = 5381;
  for (const c of s) h = (h * 33 + c.charCodeAt(0)) | 0;
  return h;
}
function adler(b: Uint8Array): number {
  let a = 1,
    c = 0;
  for (const x of b) {
    a = (a + x) % 65521;
    c = (c + a) % 65521;
  }
  return (c << 16) | a;
}
class Ring {
  private buf: (number | undefined)[];
  private head = 0;
  private n = 0;
  constructor(readonly cap: number) {
    this.buf = new Array(cap);
  }
  push(x: number): number | undefined {
    const i = (this.head + this.n) % this.cap;
    if (this.n === this.cap) {
      const old = this.buf[this.head];
      this.buf[this.head] = x;
      this.head = (this.head + 1) % this.cap;
      return old;
    }
    this.buf[i] = x;
    this.n++;
    return undefined;
  }
  at(i: number): number | undefined {
    return i < 0 || i >= this.n ? undefined : this.buf[(this.head + i) % this.cap];
  }
  get sum(): number {
    let s = 0;
    for (let i = 0; i < this.n; i++) s += this.at(i) ?? 0;
    return s;
  }
}
console.log(
  fnv('hello'),
  djb('hello world, this overflows'),
  djb32('hello world, this overflows'),
  adler(new TextEncoder().encode('Wikipedia')) >>> 0,
);
const ring = new Ring(3);
console.log(
  [1, 2, 3, 4, 5.5].map((x) => ring.push(x)),
  ring.sum,
  ring.at(0),
  ring.at(3),
  ring,
);
function collatz(n: number): number {
  let steps = 0,
    max = n;
  while (n !== 1) {
    n = n % 2 === 0 ? n / 2 : 3 * n + 1;
    if (n > max) max = n;
    steps++;
  }
  return steps * 1e9 + max;
}
console.log(collatz(27), collatz(837799));
let acc = 1;
for (let i = 0; i < 70; i++) acc *= 2;
console.log(acc, acc + 1 === acc, acc | 0, acc % 7);
let neg = 0;
neg *= -1;
console.log(
  Object.is(neg, -0),
  1 / neg,
  neg === 0,
  [neg].includes(0),
  [neg].indexOf(-0),
  Math.max(neg, 0),
  `${neg}`,
  JSON.stringify(neg),
  neg + 0,
);
function fact(n: number): number {
  return n <= 1 ? 1 : n * fact(n - 1);
}
console.log([5, 12, 13, 20, 25, 170, 171].map(fact));
function fibo(n: number): number {
  let [a, b] = [0, 1];
  while (n-- > 0) [a, b] = [b, a + b];
  return a;
}
console.log([10, 47, 48, 78, 79, 100].map(fibo));
const bits = (x: number): string => (x >>> 0).toString(2).padStart(32, '0');
console.log(
  bits(-1),
  bits(2 ** 31),
  bits(2 ** 32 + 5),
  bits(-2147483649),
  bits(1.9),
  bits(NaN),
  (2 ** 31) | 0,
  (2 ** 32) >> 1,
  ~(2 ** 31),
  -(2 ** 31) >>> 0,
  -5 >> 1,
  -5 >>> 30,
  5 << 33,
  1 << -1,
);
const popcount = (x: number): number => {
  x -= (x >> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >> 2) & 0x33333333);
  return (((x + (x >> 4)) & 0x0f0f0f0f) * 0x01010101) >> 24;
};
console.log([0, 1, -1, 0x7fffffff, 0x80000000, 12345].map(popcount));
console.log(
  [1.5, 2.5, -1.5, -0.4, 0.49999999999999994, 1e20].map(Math.round),
  [1.5, -1.5].map(Math.trunc),
  Math.sign(-0),
  Math.fround(0.1),
  Math.clz32(0),
  Math.hypot(),
  Math.atan2(-0, -1),
  Math.cbrt(-27),
  Math.log10(1000),
  Math.min(),
  [3, 7].map((x) => x ** 0.5),
  10 ** -3,
  (-8) ** (1 / 3),
  2 ** 53 + 1,
  0.1 * 3,
  4.35 * 100,
  1.005 * 1000,
);
let u = 0;
for (let i = 0; i < 100000; i++) u += i * i;
console.log(u, u % 1000, (u / 3) | 0, Math.floor(u / 7));
let w = 2147483647;
w++;
console.log(w, ++w, w | 0);
let d = -2147483648;
d--;
console.log(d, -d, Math.abs(d | 0));
let q = 10;
q /= 4;
console.log(q, q--, q);
