// Bit flags with enums, masks and a bitset class.
enum Perm {
  None = 0,
  R = 1,
  W = 2,
  X = 4,
  All = R | W | X,
}
const show = (p: Perm): string => (p & Perm.R ? 'r' : '-') + (p & Perm.W ? 'w' : '-') + (p & Perm.X ? 'x' : '-');
console.log([Perm.None, Perm.R | Perm.X, Perm.All, Perm.All & ~Perm.W].map(show), Perm[7], Perm[3]);
class BitSet {
  #words: number[] = [];
  add(n: number): this {
    this.#words[n >>> 5] = (this.#words[n >>> 5] ?? 0) | (1 << (n & 31));
    return this;
  }
  has(n: number): boolean {
    return ((this.#words[n >>> 5] ?? 0) & (1 << (n & 31))) !== 0;
  }
  *[Symbol.iterator](): Generator<number> {
    for (const [i, w] of this.#words.entries()) for (let b = 0; b < 32; b++) if (w !== undefined && w & (1 << b)) yield i * 32 + b;
  }
}
const s = new BitSet().add(3).add(31).add(32).add(100);
console.log([...s], s.has(31), s.has(33), s.has(1000));
