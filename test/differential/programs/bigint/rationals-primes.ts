// Big integers: rational arithmetic, modular exponentiation, Miller-Rabin, fixed-point decimals, bases, factorial digits, square roots.
class Rational {
  static readonly ZERO = new Rational(0n, 1n);
  readonly n: bigint;
  readonly d: bigint;
  constructor(n: bigint, d: bigint = 1n) {
    if (d === 0n) throw new RangeError('Division by zero');
    const s = d < 0n ? -1n : 1n;
    const g = gcd(n < 0n ? -n : n, d * s) || 1n;
    this.n = (n * s) / g;
    this.d = (d * s) / g;
  }
  static parse(s: string): Rational {
    const m = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/.exec(s.trim());
    if (!m) throw new SyntaxError(`bad rational ${s}`);
    const [, i, f, d] = m;
    if (f !== undefined) return new Rational(BigInt(i! + f), 10n ** BigInt(f.length));
    return new Rational(BigInt(i!), d === undefined ? 1n : BigInt(d));
  }
  add({ n, d }: Rational): Rational {
    return new Rational(this.n * d + n * this.d, this.d * d);
  }
  sub(o: Rational): Rational {
    return this.add(new Rational(-o.n, o.d));
  }
  mul(o: Rational): Rational {
    return new Rational(this.n * o.n, this.d * o.d);
  }
  div(o: Rational): Rational {
    return new Rational(this.n * o.d, this.d * o.n);
  }
  pow(k: number): Rational {
    return k < 0 ? new Rational(this.d, this.n).pow(-k) : new Rational(this.n ** BigInt(k), this.d ** BigInt(k));
  }
  compare(o: Rational): -1 | 0 | 1 {
    const x = this.n * o.d - o.n * this.d;
    return x < 0n ? -1 : x > 0n ? 1 : 0;
  }
  toString(): string {
    return this.d === 1n ? `${this.n}` : `${this.n}/${this.d}`;
  }
  decimal(digits: number): string {
    const neg = this.n < 0n,
      n = neg ? -this.n : this.n;
    const scaled = (n * 10n ** BigInt(digits + 1)) / this.d;
    const r = (scaled + 5n) / 10n;
    const s = r.toString().padStart(digits + 1, '0');
    return (neg ? '-' : '') + (digits ? `${s.slice(0, -digits)}.${s.slice(-digits)}` : s);
  }
  valueOf(): number {
    return Number(this.n) / Number(this.d);
  }
}
function gcd(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a;
}
function powmod(b: bigint, e: bigint, m: bigint): bigint {
  let r = 1n;
  b %= m;
  for (; e > 0n; e >>= 1n) {
    if (e & 1n) r = (r * b) % m;
    b = (b * b) % m;
  }
  return r;
}
function isPrime(n: bigint): boolean {
  if (n < 2n) return false;
  for (const p of [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n]) {
    if (n % p === 0n) return n === p;
  }
  let d = n - 1n,
    r = 0;
  while (!(d & 1n)) {
    d >>= 1n;
    r++;
  }
  next: for (const a of [2n, 3n, 5n, 7n, 11n, 13n, 17n]) {
    let x = powmod(a, d, n);
    if (x === 1n || x === n - 1n) continue;
    for (let i = 1; i < r; i++) {
      x = (x * x) % n;
      if (x === n - 1n) continue next;
    }
    return false;
  }
  return true;
}
function isqrt(n: bigint): bigint {
  if (n < 0n) throw new RangeError('negative');
  if (n < 2n) return n;
  let x = BigInt(Math.floor(Math.sqrt(Number(n))));
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y === x || (y === x + 1n && y * y > n)) return x * x <= n ? x : x - 1n;
    x = y;
  }
}
const inv = (a: bigint, m: bigint): bigint => {
  let [r, s, x, y] = [a, m, 1n, 0n];
  while (s) {
    const q = r / s;
    [r, s] = [s, r - q * s];
    [x, y] = [y, x - q * y];
  }
  return ((x % m) + m) % m;
};
const h = Array.from({ length: 20 }, (_, i) => new Rational(1n, BigInt(i + 1))).reduce(
  (a, b) => a.add(b),
  Rational.ZERO,
);
console.log(
  `${h}`,
  h.decimal(30),
  +h,
  h > Rational.parse('3.5'),
  `${Rational.parse('-0.125').pow(-3)}`,
  String(Rational.parse('22/7').sub(Rational.parse('3.14'))),
  Rational.parse('1/3').decimal(5),
  Rational.parse('-2/3').decimal(0),
);
for (const bad of ['1/0', 'x', '1.'])
  try {
    console.log(`${Rational.parse(bad)}`);
  } catch (e) {
    console.log(`${e}`);
  }
console.log(
  [97n, 561n, 2n ** 61n - 1n, 2n ** 67n - 1n, 10n ** 18n + 9n].map(isPrime),
  powmod(3n, 10n ** 40n, 1000000007n),
  (inv(3n, 1000000007n) * 3n) % 1000000007n,
  isqrt(2n * 10n ** 60n),
  isqrt(99n),
  gcd(2n ** 80n, 6n ** 50n),
);
let f = 1n;
for (let i = 2n; i <= 60n; i++) f *= i;
console.log(
  f,
  f.toString().length,
  [...String(f)].reduce((a, c) => a + +c, 0),
  f.toString(36),
  BigInt('0x' + f.toString(16)) === f,
  f.toLocaleString === undefined,
);
console.log(
  -7n / 2n,
  -7n % 3n,
  (-5n) ** 3n,
  5n & -2n,
  ~5n,
  -1n >> 70n,
  1n << 70n,
  -8n >> 1n,
  0xffn ^ 0x0fn,
  BigInt.asIntN(8, 200n),
  BigInt.asUintN(8, -1n),
  BigInt(Number.MAX_SAFE_INTEGER) + 2n,
  1n < 1.5,
  2n == (2 as unknown),
  10n > 9,
  typeof (1n * 2n),
  BigInt(true),
  Number(2n ** 64n),
  parseInt('12n'),
  BigInt('  12  '),
  [3n, 1n, 2n].sort((a, b) => (a < b ? -1 : 1)),
  [10n, 9n].sort(),
  `${-0n}`,
  { x: 1n },
  [1n, -2n],
);
for (const t of [
  () => 1n + (1 as unknown as bigint),
  () => BigInt(1.5),
  () => 1n / 0n,
  () => 2n ** -1n,
  () => BigInt('1x'),
  () => JSON.stringify({ a: 1n }),
  () => Math.max(1n as unknown as number),
  () => +(1n as unknown as number),
])
  try {
    console.log(t());
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
const fib = (n: number): bigint => {
  let [a, b] = [0n, 1n];
  for (const bit of n.toString(2)) {
    [a, b] = [a * (2n * b - a), a * a + b * b];
    if (bit === '1') [a, b] = [b, a + b];
  }
  return a;
};
console.log(fib(10), fib(300), String(fib(1000)).length, [0, 1, 2, 3].map(fib));
const m = new Map<bigint, string>([
  [1n, 'one'],
  [2n ** 70n, 'big'],
]);
console.log(
  m.get(BigInt(1)),
  m.get(1n << 70n),
  m,
  new Set([1n, 1n, 2n]).size,
  [1n, 2n].includes(2n),
  [1n].indexOf(1n),
  Object.is(0n, -0n),
);
console.log(
  JSON.stringify({ v: 12n, w: [1n] }, (_, v) => (typeof v === 'bigint' ? `${v}n` : v)),
  JSON.parse('{"v":"12n"}', (_, v) => (/^\d+n$/.test(v) ? BigInt(v.slice(0, -1)) : v)),
);
