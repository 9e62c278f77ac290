// SHA-256, HMAC, PBKDF2 and a Merkle tree with proofs, checked against known digests.
function sieve(count: number): number[] {
  const out: number[] = [];
  for (let n = 2; out.length < count; n++) if (out.every((p) => n % p !== 0)) out.push(n);
  return out;
}
const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) >>> 0;
const K = Uint32Array.from(sieve(64), (p) => fraction(Math.cbrt(p)));
const H0 = Uint32Array.from(sieve(8), (p) => fraction(Math.sqrt(p)));
const rotr = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

class Sha256 {
  readonly #h = H0.slice();
  readonly #block = new Uint8Array(64);
  readonly #w = new Uint32Array(64);
  #used = 0;
  #total = 0;

  update(data: Uint8Array): this {
    this.#total += data.length;
    for (const b of data) {
      this.#block[this.#used++] = b;
      if (this.#used === 64) this.#compress();
    }
    return this;
  }
  #compress(): void {
    const w = this.#w;
    const view = new DataView(this.#block.buffer);
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(i * 4);
    for (let i = 16; i < 64; i++) {
      const s0 = rotr(w[i - 15], 7) ^ rotr(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const s1 = rotr(w[i - 2], 17) ^ rotr(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = this.#h;
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((v, i) => (this.#h[i] += v));
    this.#used = 0;
  }
  digest(): Uint8Array {
    const bits = this.#total * 8;
    this.update(Uint8Array.of(0x80));
    while (this.#used !== 56) this.update(Uint8Array.of(0));
    const tail = new DataView(new ArrayBuffer(8));
    tail.setUint32(0, Math.floor(bits / 2 ** 32));
    tail.setUint32(4, bits >>> 0);
    this.update(new Uint8Array(tail.buffer));
    const out = new DataView(new ArrayBuffer(32));
    this.#h.forEach((v, i) => out.setUint32(i * 4, v));
    return new Uint8Array(out.buffer);
  }
}

const utf8 = (s: string): Uint8Array => new TextEncoder().encode(s);
const hex = (b: Uint8Array): string => Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
const sha = (...parts: Uint8Array[]): Uint8Array => parts.reduce((h, p) => h.update(p), new Sha256()).digest();

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const k = new Uint8Array(64);
  k.set(key.length > 64 ? sha(key) : key);
  return sha(k.map((b) => b ^ 0x5c), sha(k.map((b) => b ^ 0x36), message));
}

function pbkdf2(password: string, salt: string, rounds: number): Uint8Array {
  let u = hmac(utf8(password), Uint8Array.of(...utf8(salt), 0, 0, 0, 1));
  const out = u.slice();
  for (let i = 1; i < rounds; i++) {
    u = hmac(utf8(password), u);
    u.forEach((b, j) => (out[j] ^= b));
  }
  return out;
}

for (const s of ['', 'abc', 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', 'é😀', 'a'.repeat(1000)]) console.log(s.length, hex(sha(utf8(s))));
console.log(hex(sha(utf8('abc'))) === 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
console.log(hex(hmac(utf8('key'), utf8('The quick brown fox jumps over the lazy dog'))), hex(hmac(utf8('k'.repeat(100)), utf8(''))));
console.log(hex(pbkdf2('password', 'salt', 2)));

type Proof = { side: 'left' | 'right'; hash: Uint8Array }[];
class Merkle {
  readonly levels: Uint8Array[][];
  constructor(leaves: string[]) {
    this.levels = [leaves.map((l) => sha(Uint8Array.of(0), utf8(l)))];
    for (let level = this.levels[0]; level.length > 1; level = this.levels.at(-1)!) {
      const next: Uint8Array[] = [];
      for (let i = 0; i < level.length; i += 2) next.push(level[i + 1] ? Merkle.join(level[i], level[i + 1]) : level[i]);
      this.levels.push(next);
    }
  }
  static join = (a: Uint8Array, b: Uint8Array): Uint8Array => sha(Uint8Array.of(1), a, b);
  get root(): string {
    return hex(this.levels.at(-1)![0]);
  }
  prove(index: number): Proof {
    const proof: Proof = [];
    for (const level of this.levels.slice(0, -1)) {
      const sibling = level[index ^ 1];
      if (sibling) proof.push({ side: index & 1 ? 'left' : 'right', hash: sibling });
      index >>= 1;
    }
    return proof;
  }
  static verify(leaf: string, proof: Proof, root: string): boolean {
    const top = proof.reduce((h, { side, hash }) => (side === 'left' ? Merkle.join(hash, h) : Merkle.join(h, hash)), sha(Uint8Array.of(0), utf8(leaf)));
    return hex(top) === root;
  }
}
const leaves = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const tree = new Merkle(leaves);
console.log(tree.root, tree.levels.map((l) => l.length), leaves.map((l, i) => Merkle.verify(l, tree.prove(i), tree.root)), Merkle.verify('x', tree.prove(0), tree.root), tree.prove(6).length);
