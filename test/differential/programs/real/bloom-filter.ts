// Bloom filter, counting filter, count-min sketch and HyperLogLog with deterministic hashing and measured error.
function murmur(text: string, seed: number): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++) {
    let k = text.charCodeAt(i);
    k = Math.imul(k, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= text.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

abstract class Sketch {
  #adds = 0;
  get adds(): number {
    return this.#adds;
  }
  protected *positions(item: string, count: number, size: number): Generator<number> {
    const a = murmur(item, 0x1234);
    const b = murmur(item, 0xbeef) | 1;
    for (let i = 0; i < count; i++) yield ((a + Math.imul(i, b)) >>> 0) % size;
  }
  add(item: string): this {
    this.#adds++;
    this.record(item);
    return this;
  }
  protected abstract record(item: string): void;
}

class BloomFilter extends Sketch {
  readonly size: number;
  readonly hashes: number;
  readonly #bits: Uint32Array;
  constructor(capacity: number, errorRate: number) {
    super();
    this.size = Math.ceil((-capacity * Math.log(errorRate)) / Math.LN2 ** 2);
    this.hashes = Math.max(1, Math.round((this.size / capacity) * Math.LN2));
    this.#bits = new Uint32Array((this.size + 31) >>> 5);
  }
  protected record(item: string): void {
    for (const p of this.positions(item, this.hashes, this.size)) this.#bits[p >>> 5] |= 1 << (p & 31);
  }
  has(item: string): boolean {
    for (const p of this.positions(item, this.hashes, this.size)) if (!(this.#bits[p >>> 5] & (1 << (p & 31)))) return false;
    return true;
  }
  get fill(): number {
    let ones = 0;
    for (let w of this.#bits) for (; w; w &= w - 1) ones++;
    return ones / this.size;
  }
}

class CountingFilter extends Sketch {
  readonly #counts: Uint8Array;
  constructor(
    readonly size: number,
    readonly hashes = 3,
  ) {
    super();
    this.#counts = new Uint8Array(size);
  }
  protected record(item: string): void {
    for (const p of this.positions(item, this.hashes, this.size)) if (this.#counts[p] < 255) this.#counts[p]++;
  }
  remove(item: string): boolean {
    if (!this.has(item)) return false;
    for (const p of this.positions(item, this.hashes, this.size)) if (this.#counts[p] < 255) this.#counts[p]--;
    return true;
  }
  has(item: string): boolean {
    return [...this.positions(item, this.hashes, this.size)].every((p) => this.#counts[p] > 0);
  }
}

class CountMin extends Sketch {
  readonly #rows: Int32Array[];
  constructor(
    readonly width: number,
    depth: number,
  ) {
    super();
    this.#rows = Array.from({ length: depth }, () => new Int32Array(width));
  }
  protected record(item: string): void {
    let r = 0;
    for (const p of this.positions(item, this.#rows.length, this.width)) this.#rows[r++][p]++;
  }
  estimate(item: string): number {
    return Math.min(...[...this.positions(item, this.#rows.length, this.width)].map((p, r) => this.#rows[r][p]));
  }
}

class HyperLogLog extends Sketch {
  readonly #registers: Uint8Array;
  constructor(private readonly bits = 8) {
    super();
    this.#registers = new Uint8Array(1 << bits);
  }
  protected record(item: string): void {
    const h = murmur(item, 99);
    const index = h >>> (32 - this.bits);
    const rank = Math.clz32((h << this.bits) | (1 << (this.bits - 1))) + 1;
    this.#registers[index] = Math.max(this.#registers[index], rank);
  }
  estimate(): number {
    const m = this.#registers.length;
    const raw = ((0.7213 / (1 + 1.079 / m)) * m * m) / this.#registers.reduce((s, r) => s + 2 ** -r, 0);
    const zeros = this.#registers.filter((r) => r === 0).length;
    return Math.round(raw <= 2.5 * m && zeros ? m * Math.log(m / zeros) : raw);
  }
}

const bloom = new BloomFilter(500, 0.01);
for (let i = 0; i < 500; i++) bloom.add(`member-${i}`);
const missing = Array.from({ length: 500 }, (_, i) => `member-${i}`).filter((m) => !bloom.has(m)).length;
const wrong = Array.from({ length: 2000 }, (_, i) => `other-${i}`).filter((o) => bloom.has(o)).length;
console.log(bloom.size, bloom.hashes, bloom.fill.toFixed(4), missing, wrong, bloom.adds);
const counting = new CountingFilter(97).add('a').add('b').add('a');
console.log(counting.has('a'), counting.remove('a'), counting.has('a'), counting.remove('a'), counting.has('a'), counting.remove('a'), counting.has('b'));
const cm = new CountMin(64, 4);
const words = 'the cat the dog the end a cat a the'.split(' ');
for (let i = 0; i < 30; i++) for (const w of words) cm.add(w);
console.log(['the', 'cat', 'dog', 'a', 'absent'].map((w) => [w, cm.estimate(w)]), cm.adds);
for (const n of [10, 100, 1000, 5000]) {
  const hll = new HyperLogLog();
  for (let i = 0; i < n; i++) hll.add(`user${i % n}`).add(`user${(i * 7) % n}`);
  console.log(n, hll.estimate(), hll.adds);
}
console.log(['', 'a', 'hello', 'é'].map((s) => murmur(s, 0)), [new HyperLogLog(), cm, bloom].map((s) => s instanceof Sketch));
