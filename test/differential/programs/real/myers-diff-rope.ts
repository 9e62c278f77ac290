// Text diff (Myers), patch application, unified format; plus a rope.
interface Edit<T> {
  op: 'keep' | 'add' | 'del';
  item: T;
}
function myers<T>(a: readonly T[], b: readonly T[], eq: (x: T, y: T) => boolean = (x, y) => x === y): Edit<T>[] {
  const n = a.length,
    m = b.length,
    max = n + m;
  const trace: Int32Array[] = [];
  const v = new Int32Array(2 * max + 2);
  outer: for (let d = 0; d <= max; d++) {
    trace.push(v.slice());
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && v[max + k - 1]! < v[max + k + 1]!) ? v[max + k + 1]! : v[max + k - 1]! + 1;
      let y = x - k;
      while (x < n && y < m && eq(a[x]!, b[y]!)) {
        x++;
        y++;
      }
      v[max + k] = x;
      if (x >= n && y >= m) break outer;
    }
  }
  const out: Edit<T>[] = [];
  let x = n,
    y = m;
  for (let d = trace.length - 1; d >= 0; d--) {
    const t = trace[d]!;
    const k = x - y;
    const pk = k === -d || (k !== d && t[max + k - 1]! < t[max + k + 1]!) ? k + 1 : k - 1;
    const px = t[max + pk]!,
      py = px - pk;
    while (x > px && y > py) {
      out.push({ op: 'keep', item: a[--x]! });
      y--;
    }
    if (d > 0) {
      if (x === px) out.push({ op: 'add', item: b[--y]! });
      else out.push({ op: 'del', item: a[--x]! });
    }
  }
  return out.reverse();
}
interface Hunk {
  aStart: number;
  aLen: number;
  bStart: number;
  bLen: number;
  lines: string[];
}
function unified(a: string, b: string, context = 1): string {
  const edits = myers(a.split('\n'), b.split('\n'));
  const hunks: Hunk[] = [];
  let current: Hunk | null = null,
    ai = 1,
    bi = 1,
    quiet = 0;
  edits.forEach(({ op, item }, i) => {
    const near = edits.slice(Math.max(0, i - context), i + context + 1).some((e) => e.op !== 'keep');
    if (op !== 'keep' || near) {
      current ??= (hunks.push({ aStart: ai, aLen: 0, bStart: bi, bLen: 0, lines: [] }), hunks.at(-1)!);
      current.lines.push({ keep: ' ', add: '+', del: '-' }[op] + item);
      if (op !== 'add') current.aLen++;
      if (op !== 'del') current.bLen++;
      quiet = 0;
    } else if (++quiet >= 1) current = null;
    if (op !== 'add') ai++;
    if (op !== 'del') bi++;
  });
  return hunks.map((h) => `@@ -${h.aStart},${h.aLen} +${h.bStart},${h.bLen} @@\n${h.lines.join('\n')}`).join('\n');
}
function applyPatch(a: string, patch: string): string {
  const src = a.split('\n'),
    out: string[] = [];
  let pos = 0;
  for (const part of patch.split(/^(?=@@ )/m)) {
    const m = /^@@ -(?<as>\d+),(?<al>\d+) \+(\d+),\d+ @@\n/.exec(part);
    if (!m?.groups) throw new Error(`bad hunk: ${part.slice(0, 10)}`);
    const start = Number(m.groups['as']) - 1;
    while (pos < start) out.push(src[pos++]!);
    for (const line of part.slice(m[0].length).replace(/\n$/, '').split('\n')) {
      const [c, rest] = [line[0], line.slice(1)];
      if (c === ' ' || c === '-') {
        if (src[pos] !== rest) throw new Error(`mismatch at ${pos + 1}: ${JSON.stringify(src[pos])}`);
        pos++;
      }
      if (c !== '-') out.push(rest);
    }
  }
  out.push(...src.slice(pos));
  return out.join('\n');
}
const A = 'the quick\nbrown fox\njumps over\nthe lazy\ndog\nand\nruns\naway\nfast\nend';
const B = 'the quick\nred fox\njumps over\nthe lazy\ncat\nand\nruns\naway\nvery\nfast\nend';
const p = unified(A, B);
console.log(p);
console.log(applyPatch(A, p) === B);
try {
  applyPatch(A.replace('dog', 'cow'), p);
} catch (e) {
  console.log((e as Error).message);
}
const word = (s: string, t: string) =>
  myers([...s], [...t])
    .map((e) => (e.op === 'keep' ? e.item : e.op === 'add' ? `{+${e.item}}` : `[-${e.item}]`))
    .join('');
console.log(word('kitten', 'sitting'), word('', 'abc'), word('abc', ''), word('héllo 🎉', 'hallo 🎊!'));
console.log(myers([1, 2, 3], [1.5, 2.2, 9], (x, y) => Math.trunc(x) === Math.trunc(y)));

abstract class Rope {
  abstract readonly length: number;
  abstract readonly depth: number;
  abstract charAt(i: number): string;
  abstract slice(from: number, to: number): Rope;
  abstract leaves(): Generator<string>;
  concat(other: Rope): Rope {
    if (this.length === 0) return other;
    if (other.length === 0) return this;
    return new Concat(this, other).balanced();
  }
  insert(i: number, s: string): Rope {
    return this.slice(0, i).concat(new Leaf(s)).concat(this.slice(i, this.length));
  }
  delete(i: number, n: number): Rope {
    return this.slice(0, i).concat(this.slice(i + n, this.length));
  }
  toString(): string {
    return [...this.leaves()].join('');
  }
  static from(s: string, size = 4): Rope {
    let r: Rope = new Leaf('');
    for (let i = 0; i < s.length; i += size) r = r.concat(new Leaf(s.slice(i, i + size)));
    return r;
  }
}
class Leaf extends Rope {
  readonly depth = 0;
  constructor(private readonly s: string) {
    super();
  }
  get length(): number {
    return this.s.length;
  }
  charAt(i: number): string {
    return this.s.charAt(i);
  }
  slice(f: number, t: number): Rope {
    return new Leaf(this.s.slice(f, t));
  }
  *leaves(): Generator<string> {
    if (this.s) yield this.s;
  }
}
class Concat extends Rope {
  readonly length: number;
  readonly depth: number;
  constructor(
    private readonly l: Rope,
    private readonly r: Rope,
  ) {
    super();
    this.length = l.length + r.length;
    this.depth = 1 + Math.max(l.depth, r.depth);
  }
  charAt(i: number): string {
    return i < this.l.length ? this.l.charAt(i) : this.r.charAt(i - this.l.length);
  }
  slice(f: number, t: number): Rope {
    const n = this.l.length;
    return this.l.slice(Math.min(f, n), Math.min(t, n)).concat(this.r.slice(Math.max(0, f - n), Math.max(0, t - n)));
  }
  *leaves(): Generator<string> {
    yield* this.l.leaves();
    yield* this.r.leaves();
  }
  balanced(): Rope {
    if (this.depth < 6) return this;
    const build = (xs: string[]): Rope =>
      xs.length === 1
        ? new Leaf(xs[0]!)
        : new Concat(build(xs.slice(0, xs.length >> 1)), build(xs.slice(xs.length >> 1)));
    return build([...this.leaves()]);
  }
}
let r = Rope.from('The quick brown fox jumps over the lazy dog and then some more text follows');
console.log(r.length, r.depth, r.charAt(10), `${r.slice(4, 9)}`);
r = r.insert(4, 'very ').delete(0, 4).concat(Rope.from(' THE END'));
console.log(String(r), r.depth, r instanceof Concat, [...r.leaves()].length);
