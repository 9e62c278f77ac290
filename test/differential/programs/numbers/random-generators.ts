// Deterministic pseudo-random generators: LCG, xorshift128, mulberry, Mersenne-like twisting, with checks.
function lcg(seed: number): () => number {
  return () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff);
}
function xorshift128(x = 123456789, y = 362436069, z = 521288629, w = 88675123): () => number {
  return () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
}
const mulberry = (a: number) => (): number => {
  a |= 0;
  a = (a + 0x6d2b79f5) | 0;
  let t = Math.imul(a ^ (a >>> 15), 1 | a);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
class Twister {
  #mt = new Uint32Array(624);
  #i = 624;
  constructor(seed: number) {
    this.#mt[0] = seed;
    for (let i = 1; i < 624; i++) this.#mt[i] = Math.imul(1812433253, this.#mt[i - 1] ^ (this.#mt[i - 1] >>> 30)) + i;
  }
  next(): number {
    if (this.#i === 624) {
      for (let k = 0; k < 624; k++) {
        const y = (this.#mt[k] & 0x80000000) | (this.#mt[(k + 1) % 624] & 0x7fffffff);
        this.#mt[k] = this.#mt[(k + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.#i = 0;
    }
    let y = this.#mt[this.#i++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }
}
const [a, b, c, d] = [lcg(1), xorshift128(), mulberry(7), new Twister(5489)];
for (let i = 0; i < 4; i++) console.log(a(), b(), c(), d.next());
