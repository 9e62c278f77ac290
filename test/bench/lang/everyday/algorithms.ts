// Everyday idioms: interpreters, tries, graphs, memoised recursion, matrices, cellular automata, codecs, results, iterators.
import { time } from '../measure.ts';

enum Op {
  Push,
  Add,
  Mul,
  Dup,
  Swap,
  Jnz,
  Dec,
  Halt,
}
class Vm {
  private readonly stack: number[] = [];
  private pc = 0;
  constructor(private readonly code: readonly (readonly [Op, number?])[]) {}
  run(): number {
    for (;;) {
      const [op, arg] = this.code[this.pc++]!;
      switch (op) {
        case Op.Push:
          this.stack.push(arg!);
          break;
        case Op.Add:
          this.stack.push((this.stack.pop()! + this.stack.pop()!) | 0);
          break;
        case Op.Mul:
          this.stack.push(Math.imul(this.stack.pop()!, this.stack.pop()!));
          break;
        case Op.Dup:
          this.stack.push(this.stack[this.stack.length - 1]!);
          break;
        case Op.Swap: {
          const a = this.stack.pop()!;
          const b = this.stack.pop()!;
          this.stack.push(a, b);
          break;
        }
        case Op.Jnz:
          if (this.stack[this.stack.length - 1] !== 0) this.pc = arg!;
          break;
        case Op.Dec:
          this.stack.push(this.stack.pop()! - 1);
          break;
        case Op.Halt:
          return this.stack[0]!;
      }
    }
  }
}
time('vm', () =>
  new Vm([
    [Op.Push, 1],
    [Op.Push, 5000],
    [Op.Swap],
    [Op.Push, 3],
    [Op.Mul],
    [Op.Push, 7],
    [Op.Add],
    [Op.Swap],
    [Op.Dec],
    [Op.Jnz, 2],
    [Op.Halt],
  ]).run(),
);
class TrieNode {
  readonly children = new Map<string, TrieNode>();
  end = false;
}
class Trie {
  private readonly root = new TrieNode();
  insert(word: string): void {
    let node = this.root;
    for (const c of word) {
      let next = node.children.get(c);
      if (!next) {
        next = new TrieNode();
        node.children.set(c, next);
      }
      node = next;
    }
    node.end = true;
  }
  has(word: string): boolean {
    let node: TrieNode | undefined = this.root;
    for (const c of word) {
      node = node.children.get(c);
      if (node === undefined) return false;
    }
    return node.end;
  }
}
const words = Array.from({ length: 1500 }, (_, i) => `w${(i * 7919) % 3001}x${i % 13}`);
time('trie', () => {
  const trie = new Trie();
  for (const w of words) trie.insert(w);
  let hits = 0;
  for (const w of words) if (trie.has(w) && !trie.has(w + 'z')) hits++;
  return hits;
});
time('kruskal', () => {
  const n = 1500;
  const parent = Array.from({ length: n }, (_, i) => i);
  const find = (x: number): number => (parent[x] === x ? x : (parent[x] = find(parent[x]!)));
  const edges: { a: number; b: number; w: number }[] = [];
  for (let i = 0; i < n; i++)
    for (const k of [1, 7, 31]) edges.push({ a: i, b: (i * k + k) % n, w: (i * 131 + k * 17) % 1009 });
  edges.sort((x, y) => x.w - y.w || x.a - y.a);
  let total = 0;
  for (const { a, b, w } of edges) {
    const ra = find(a),
      rb = find(b);
    if (ra !== rb) {
      parent[ra] = rb;
      total += w;
    }
  }
  return total;
});
time('memo', () => {
  const memo = new Map<string, number>();
  const paths = (x: number, y: number): number => {
    if (x === 0 || y === 0) return 1;
    const key = `${x},${y}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const result = (paths(x - 1, y) + paths(x, y - 1)) % 1_000_007;
    memo.set(key, result);
    return result;
  };
  return paths(60, 60);
});
class Matrix {
  private constructor(
    readonly rows: number,
    readonly cols: number,
    private readonly data: Float64Array,
  ) {}
  static of(rows: number, cols: number, f: (r: number, c: number) => number): Matrix {
    const data = new Float64Array(rows * cols);
    for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) data[r * cols + c] = f(r, c);
    return new Matrix(rows, cols, data);
  }
  at(r: number, c: number): number {
    return this.data[r * this.cols + c]!;
  }
  times(o: Matrix): Matrix {
    return Matrix.of(this.rows, o.cols, (r, c) => {
      let s = 0;
      for (let k = 0; k < this.cols; k++) s += this.at(r, k) * o.at(k, c);
      return s;
    });
  }
  trace(): number {
    let s = 0;
    for (let i = 0; i < this.rows; i++) s += this.at(i, i);
    return s;
  }
}
time('matrix', () => {
  const a = Matrix.of(60, 60, (r, c) => r + c / 10);
  return Math.round(a.times(a).times(a).trace());
});
time('life-set', () => {
  let live = new Set(['1,0', '2,1', '0,2', '1,2', '2,2', '10,10', '10,11', '10,12']);
  for (let g = 0; g < 30; g++) {
    const counts = new Map<string, number>();
    for (const cell of live) {
      const [x, y] = cell.split(',').map(Number) as [number, number];
      for (let dx = -1; dx <= 1; dx++)
        for (let dy = -1; dy <= 1; dy++)
          if (dx !== 0 || dy !== 0) {
            const k = `${x + dx},${y + dy}`;
            counts.set(k, (counts.get(k) ?? 0) + 1);
          }
    }
    live = new Set([...counts].filter(([k, n]) => n === 3 || (n === 2 && live.has(k))).map(([k]) => k));
  }
  return live.size;
});
time('life-grid', () => {
  let grid = Array.from({ length: 40 }, (_, y) => Array.from({ length: 40 }, (_, x) => (x * 7 + y * 13) % 5 === 0));
  for (let g = 0; g < 10; g++)
    grid = grid.map((row, y) =>
      row.map((alive, x) => {
        let n = 0;
        for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) if ((dx || dy) && grid[y + dy]?.[x + dx]) n++;
        return n === 3 || (alive && n === 2);
      }),
    );
  return grid.flat().filter(Boolean).length;
});
time('levenshtein', () => {
  const d = (a: string, b: string): number => {
    let prev = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const cur = [i];
      for (let j = 1; j <= b.length; j++)
        cur[j] = Math.min(
          prev[j]! + 1,
          cur[j - 1]! + 1,
          prev[j - 1]! + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1),
        );
      prev = cur;
    }
    return prev[b.length]!;
  };
  let s = 0;
  for (let i = 0; i < 200; i++) s += d(words[i]!, words[i + 1]!);
  return s;
});
time(
  'palins',
  () => words.map((w) => [...w].reverse().join('')).filter((w, i) => w === words[i] || w.includes('x1')).length,
);
time('charfreq', () => {
  const freq: { [c: string]: number } = {};
  for (const w of words) for (const c of w) freq[c] = (freq[c] || 0) + 1;
  return (
    Object.keys(freq)
      .sort()
      .map((c) => freq[c]!)
      .reduce((a, b) => a * 3 + b, 0) % 1e9
  );
});
time(
  'caesar',
  () =>
    words.map((w) => w.replace(/[a-z]/g, (c) => String.fromCharCode(((c.charCodeAt(0) - 97 + 13) % 26) + 97))).join('')
      .length,
);
time(
  'camel',
  () =>
    words
      .map((w) =>
        `${w}_case_name`
          .split('_')
          .map((p, i) => (i === 0 ? p : p.charAt(0).toUpperCase() + p.slice(1)))
          .join(''),
      )
      .join('').length,
);
time('hex', () => {
  const bytes = new Uint8Array(4096);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 31) & 255;
  const text = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  const back = new Uint8Array(text.length / 2);
  for (let i = 0; i < back.length; i++) back[i] = parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return back.reduce((a, b) => (a * 31 + b) >>> 0, 0);
});
time('base64', () => {
  const A = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes = new Uint8Array(6000).map((_, i) => i * 7);
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
    out += A[(n >> 18) & 63]! + A[(n >> 12) & 63]! + A[(n >> 6) & 63]! + A[n & 63]!;
  }
  return out.length + out.charCodeAt(777);
});
time('crc32', () => {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  let crc = 0xffffffff;
  for (let i = 0; i < 30000; i++) crc = table[(crc ^ (i & 255)) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
});
type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };
const parse = (s: string): Result<number, string> => {
  const n = Number(s);
  return Number.isNaN(n) ? { ok: false, error: `bad ${s}` } : { ok: true, value: n };
};
const mapResult = <T, U, E>(r: Result<T, E>, f: (t: T) => U): Result<U, E> =>
  r.ok ? { ok: true, value: f(r.value) } : r;
time('result', () => {
  let sum = 0;
  for (let i = 0; i < 20000; i++) {
    const r = mapResult(
      mapResult(parse(i % 10 === 0 ? 'x' : '12'), (n) => n * 2),
      (n) => n + 1,
    );
    sum += r.ok ? r.value : r.error.length;
  }
  return sum;
});
const compose =
  <T>(...fs: ((x: T) => T)[]) =>
  (x: T): T =>
    fs.reduce((acc, f) => f(acc), x);
time('compose', () => {
  const f = compose<number>(
    (x) => x + 1,
    (x) => x * 2,
    (x) => x - 3,
  );
  let s = 0;
  for (let i = 0; i < 20000; i++) s += f(i);
  return s;
});
const curry =
  (a: number) =>
  (b: number) =>
  (c: number): number =>
    a * b + c;
time('curry', () => {
  let s = 0;
  for (let i = 0; i < 30000; i++) s += curry(i)(2)(3);
  return s;
});
class List<T> implements Iterable<T> {
  private head: { value: T; next: List<T>['head'] } | null = null;
  push(value: T): void {
    this.head = { value, next: this.head };
  }
  *[Symbol.iterator](): Iterator<T> {
    for (let n = this.head; n; n = n.next) yield n.value;
  }
  map<U>(f: (t: T) => U): List<U> {
    const out = new List<U>();
    for (const v of this) out.push(f(v));
    return out;
  }
}
time('list-iter', () => {
  const l = new List<number>();
  for (let i = 0; i < 5000; i++) l.push(i);
  let s = 0;
  for (const v of l.map((x) => x * 2).map((x) => x + 1)) s += v;
  return s;
});
class Range {
  constructor(
    private readonly a: number,
    private readonly b: number,
  ) {}
  [Symbol.iterator](): Iterator<number> {
    let i = this.a;
    const end = this.b;
    return { next: () => (i < end ? { value: i++, done: false } : { value: undefined, done: true }) };
  }
}
time('iter-proto', () => {
  let s = 0;
  for (const x of new Range(0, 20000)) s += x;
  return s;
});
time('destruct', () => {
  let s = 0;
  for (let i = 0; i < 20000; i++) {
    const {
      a,
      b: { c = 5, ...rest },
      ...others
    } = { a: i, b: { c: i % 2 ? i : undefined, d: 1, e: 2 }, f: 3, g: 4 };
    s += a + c + rest.d + others.g;
  }
  return s;
});
time('params', () => {
  const f = ({ x = 1, y = 2, z }: { x?: number; y?: number; z: number }, ...rest: number[]): number =>
    x + y * z + rest.length;
  let s = 0;
  for (let i = 0; i < 20000; i++) s += f({ x: i, z: 2 }) + f({ z: i }, 1, 2, 3);
  return s;
});
time('class-inside', () => {
  class Temp {
    #c = 0;
    get f(): number {
      return this.#c * 1.8 + 32;
    }
    set f(v: number) {
      this.#c = (v - 32) / 1.8;
    }
  }
  const t = new Temp();
  let s = 0;
  for (let i = 0; i < 50000; i++) {
    t.f = i;
    s += t.f;
  }
  return Math.round(s);
});
time('static-poly', () => {
  interface Animal {
    speak(): string;
    legs: number;
  }
  const make = (i: number): Animal =>
    i % 4 === 0
      ? { speak: () => 'woof', legs: 4 }
      : i % 4 === 1
        ? {
            speak() {
              return 'meow';
            },
            legs: 4,
          }
        : i % 4 === 2
          ? new (class {
              legs = 2;
              speak(): string {
                return 'tweet';
              }
            })()
          : { legs: 0, speak: () => 'hiss' };
  const zoo = Array.from({ length: 400 }, (_, i) => make(i));
  let n = 0;
  for (let r = 0; r < 30; r++) for (const a of zoo) n += a.speak().length + a.legs;
  return n;
});
time('dates', () => {
  let s = 0;
  for (let i = 0; i < 1500; i++) {
    const d = new Date(Date.UTC(2024, 0, 1 + i));
    s += d.getUTCDay() + d.toISOString().length + d.getUTCMonth();
  }
  return s;
});
time('sets', () => {
  const a = new Set(Array.from({ length: 2000 }, (_, i) => i * 2)),
    b = new Set(Array.from({ length: 2000 }, (_, i) => i * 3));
  return a.union(b).size + a.intersection(b).size + a.difference(b).size;
});
time('objkeys', () => {
  const o: Record<string, number> = {};
  for (let i = 0; i < 1000; i++) o[`key${i}`] = i;
  let s = 0;
  for (const k in o) s += o[k]!;
  for (const k of Object.keys(o)) if (k.endsWith('7')) delete o[k];
  return s + Object.values(o).length;
});
time('bits', () => {
  let count = 0;
  for (let i = 0; i < 60000; i++) {
    let x = i;
    while (x) {
      count += x & 1;
      x >>>= 1;
    }
  }
  return count;
});
time('primes', () => {
  const isPrime = (n: number): boolean => {
    if (n < 2) return false;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
    return true;
  };
  let c = 0;
  for (let i = 0; i < 8000; i++) if (isPrime(i)) c++;
  return c;
});
time('collatz', () => {
  let best = 0;
  for (let i = 1; i < 4000; i++) {
    let n = i,
      len = 0;
    while (n !== 1) {
      n = n % 2 === 0 ? n / 2 : 3 * n + 1;
      len++;
    }
    if (len > best) best = len;
  }
  return best;
});
