// Stack machine with bytecode in typed arrays, a string-building disassembler, property-based checks, a trie with wildcard, text buffer with undo, JSON pointer/patch, semantic versions, roman numerals, an LL(1) grammar.
const OPS = [
  'halt',
  'push',
  'add',
  'mul',
  'sub',
  'dup',
  'swap',
  'jmp',
  'jz',
  'call',
  'ret',
  'print',
  'load',
  'store',
] as const;
type Op = (typeof OPS)[number];
const CODE = Object.fromEntries(OPS.map((o, i) => [o, i])) as { readonly [K in Op]: number };
const WITH_ARG: ReadonlySet<Op> = new Set(['push', 'jmp', 'jz', 'call', 'load', 'store']);
function assemble(src: string): Uint8Array {
  const labels = new Map<string, number>();
  const out: (number | { label: string; at: number })[] = [];
  for (const raw of src.split('\n')) {
    const line = raw.replace(/;.*/, '').trim();
    if (!line) continue;
    const lab = /^(\w+):$/.exec(line);
    if (lab) {
      labels.set(lab[1]!, out.length);
      continue;
    }
    const [op, arg] = line.split(/\s+/) as [Op, string?];
    if (!(op in CODE)) throw new SyntaxError(`unknown op ${op}`);
    out.push(CODE[op]);
    if (WITH_ARG.has(op)) {
      const n = Number(arg);
      for (const x of Number.isNaN(n)
        ? [
            { label: arg!, at: 0 },
            { label: arg!, at: 1 },
          ]
        : [(n >> 8) & 255, n & 255])
        out.push(x);
    }
  }
  return Uint8Array.from(
    out.map((x) => {
      if (typeof x === 'number') return x;
      const t = labels.get(x.label);
      if (t === undefined) throw new ReferenceError(`no label ${x.label}`);
      return x.at ? t & 255 : t >> 8;
    }),
  );
}
class Vm {
  readonly stack: number[] = [];
  readonly out: string[] = [];
  private frames: number[] = [];
  private mem = new Int32Array(4);
  pc = 0;
  steps = 0;
  constructor(private readonly code: Uint8Array) {}
  private arg(): number {
    const v = new DataView(this.code.buffer).getInt16(this.pc);
    this.pc += 2;
    return v;
  }
  private pop(): number {
    const v = this.stack.pop();
    if (v === undefined) throw new RangeError(`stack underflow at ${this.pc}`);
    return v;
  }
  run(limit = 10_000): this {
    for (;;) {
      if (++this.steps > limit) throw new Error('limit');
      const op = OPS[this.code[this.pc++]!];
      switch (op) {
        case undefined:
        case 'halt':
          return this;
        case 'push':
          this.stack.push(this.arg());
          break;
        case 'add':
          this.stack.push(this.pop() + this.pop());
          break;
        case 'mul':
          this.stack.push(Math.imul(this.pop(), this.pop()));
          break;
        case 'sub': {
          const b = this.pop();
          this.stack.push(this.pop() - b);
          break;
        }
        case 'dup': {
          const t = this.pop();
          this.stack.push(t, t);
          break;
        }
        case 'swap': {
          const [b, a] = [this.pop(), this.pop()];
          this.stack.push(b, a);
          break;
        }
        case 'jmp':
          this.pc = this.arg();
          break;
        case 'jz': {
          const to = this.arg();
          if (this.pop() === 0) this.pc = to;
          break;
        }
        case 'call': {
          const to = this.arg();
          this.frames.push(this.pc);
          this.pc = to;
          break;
        }
        case 'ret':
          this.pc = this.frames.pop()!;
          break;
        case 'print':
          this.out.push(String(this.pop()));
          break;
        case 'load':
          this.stack.push(this.mem[this.arg()]!);
          break;
        case 'store':
          this.mem[this.arg()] = this.pop();
          break;
        default:
          op satisfies never;
      }
    }
  }
}
const fact = assemble(
  'push 1\nstore 0\npush 10\nloop:\ndup\njz done\ndup\nload 0\nmul\nstore 0\npush 1\nsub\njmp loop\ndone:\nload 0\nprint\ncall sq\nhalt\nsq:\npush -7 ; negative\ndup\nmul\nprint\nret',
);
const vm = new Vm(fact).run();
console.log(vm.out, vm.steps, vm.stack, fact.length, fact);
for (const bad of ['pop', 'jmp nowhere', 'add', 'l:\njmp l'])
  try {
    console.log(new Vm(assemble(bad)).run().out);
  } catch (e) {
    console.log(`${e}`);
  }
class Trie<V> {
  #root: TNode<V> = { kids: new Map() };
  set(k: string, v: V): this {
    let n = this.#root;
    for (const c of k) {
      let m = n.kids.get(c);
      if (!m) n.kids.set(c, (m = { kids: new Map() }));
      n = m;
    }
    n.value = v;
    return this;
  }
  match(p: string): [string, V][] {
    const out: [string, V][] = [];
    const go = (n: TNode<V>, i: number, acc: string): void => {
      if (i === p.length) {
        if (n.value !== undefined) out.push([acc, n.value]);
        return;
      }
      const c = p[i]!;
      if (c === '*') {
        go(n, i + 1, acc);
        for (const [k, m] of n.kids) go(m, i, acc + k);
      } else if (c === '?') for (const [k, m] of n.kids) go(m, i + 1, acc + k);
      else {
        const m = n.kids.get(c);
        if (m) go(m, i + 1, acc + c);
      }
    };
    go(this.#root, 0, '');
    return out;
  }
  delete(k: string): boolean {
    const del = (n: TNode<V>, i: number): boolean => {
      if (i === k.length) {
        const had = n.value !== undefined;
        delete n.value;
        return had;
      }
      const m = n.kids.get(k[i]!);
      if (!m || !del(m, i + 1)) return false;
      if (!m.kids.size && m.value === undefined) n.kids.delete(k[i]!);
      return true;
    };
    return del(this.#root, 0);
  }
  get nodes(): number {
    const c = (n: TNode<V>): number => 1 + [...n.kids.values()].reduce((a, m) => a + c(m), 0);
    return c(this.#root);
  }
}
interface TNode<V> {
  kids: Map<string, TNode<V>>;
  value?: V;
}
const tr = new Trie<number>();
'car card care cat dog do'.split(' ').forEach((w, i) => tr.set(w, i));
console.log(
  tr.match('ca?'),
  tr.match('c*r*').map(([k]) => k),
  tr.match('*').length,
  tr.nodes,
  tr.delete('card'),
  tr.delete('card'),
  tr.delete('do'),
  tr.nodes,
  tr.match('d*'),
);
interface Command {
  readonly label: string;
  do(d: string): string;
  undo(d: string): string;
}
class Editor {
  #text = '';
  #done: Command[] = [];
  #undone: Command[] = [];
  exec(c: Command): this {
    this.#text = c.do(this.#text);
    this.#done.push(c);
    this.#undone = [];
    return this;
  }
  insert(at: number, s: string): this {
    return this.exec({
      label: `ins ${s}`,
      do: (d) => d.slice(0, at) + s + d.slice(at),
      undo: (d) => d.slice(0, at) + d.slice(at + s.length),
    });
  }
  erase(at: number, n: number): this {
    let cut = '';
    return this.exec({
      label: `del ${n}`,
      do: (d) => ((cut = d.slice(at, at + n)), d.slice(0, at) + d.slice(at + n)),
      undo: (d) => d.slice(0, at) + cut + d.slice(at),
    });
  }
  undo(): this {
    const c = this.#done.pop();
    if (c) {
      this.#text = c.undo(this.#text);
      this.#undone.push(c);
    }
    return this;
  }
  redo(): this {
    const c = this.#undone.pop();
    if (c) {
      this.#text = c.do(this.#text);
      this.#done.push(c);
    }
    return this;
  }
  get state() {
    return { text: this.#text, done: this.#done.map((c) => c.label), undone: this.#undone.length } as const;
  }
}
console.log(
  new Editor()
    .insert(0, 'hello')
    .insert(5, ' world')
    .erase(0, 2)
    .undo()
    .undo()
    .redo()
    .undo()
    .redo()
    .insert(0, '>')
    .undo()
    .undo()
    .undo()
    .undo()
    .redo().state,
);
type Json = null | boolean | number | string | Json[] | { [k: string]: Json };
type Patch =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string };
const ptr = (p: string): string[] =>
  p === ''
    ? []
    : p
        .slice(1)
        .split('/')
        .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
const at = (d: Json, p: string): Json =>
  ptr(p).reduce<Json>((a, k) => {
    if (a === null || typeof a !== 'object') throw new Error(`no ${k} in ${JSON.stringify(a)}`);
    const v = Array.isArray(a) ? a[Number(k)] : a[k];
    if (v === undefined) throw new Error(`missing ${p}`);
    return v;
  }, d);
function edit(
  d: Json,
  path: readonly string[],
  f: (parent: Json[] | { [k: string]: Json }, key: string) => void,
): Json {
  const copy: Json = Array.isArray(d) ? [...d] : typeof d === 'object' && d !== null ? { ...d } : d;
  if (typeof copy !== 'object' || copy === null) throw new TypeError('not a container');
  const [k, ...rest] = path;
  if (rest.length === 0) f(copy, k!);
  else if (Array.isArray(copy)) copy[+k!] = edit(copy[+k!]!, rest, f);
  else copy[k!] = edit(copy[k!]!, rest, f);
  return copy;
}
const apply = (d: Json, ps: readonly Patch[]): Json =>
  ps.reduce<Json>((doc, p) => {
    const put = (v: Json) =>
      edit(doc, ptr(p.path), (o, k) => {
        if (Array.isArray(o)) k === '-' ? o.push(v) : p.op === 'replace' ? (o[+k] = v) : o.splice(+k, 0, v);
        else o[k] = v;
      });
    switch (p.op) {
      case 'add':
      case 'replace':
        return put(p.value);
      case 'remove':
        return edit(doc, ptr(p.path), (o, k) => {
          Array.isArray(o) ? o.splice(+k, 1) : delete o[k];
        });
      case 'copy':
        return put(structuredClone(at(doc, p.from)));
      case 'move': {
        const v = at(doc, p.from);
        return apply(apply(doc, [{ op: 'remove', path: p.from }]), [{ op: 'add', path: p.path, value: v }]);
      }
      case 'test':
        if (JSON.stringify(at(doc, p.path)) !== JSON.stringify(p.value)) throw new Error(`test failed at ${p.path}`);
        return doc;
    }
  }, d);
const docu: Json = { a: [1, { b: 2 }], 'x/y': { '~': true } };
console.log(
  JSON.stringify(
    apply(docu, [
      { op: 'add', path: '/a/-', value: 'end' },
      { op: 'replace', path: '/a/1/b', value: [3] },
      { op: 'copy', from: '/a/1', path: '/c' },
      { op: 'move', from: '/a/0', path: '/x~1y/n' },
      { op: 'test', path: '/x~1y/~0', value: true },
      { op: 'remove', path: '/x~1y/~0' },
      { op: 'add', path: '/a/0', value: null },
    ]),
  ),
  JSON.stringify(docu),
);
for (const bad of [
  [{ op: 'test', path: '/a/0', value: 2 }],
  [{ op: 'copy', from: '/q', path: '/z' }],
  [{ op: 'add', path: '/a/0/z', value: 1 }],
] as Patch[][])
  try {
    apply(docu, bad);
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
const roman = (n: number): string =>
  (
    Object.entries({
      M: 1000,
      CM: 900,
      D: 500,
      CD: 400,
      C: 100,
      XC: 90,
      L: 50,
      XL: 40,
      X: 10,
      IX: 9,
      V: 5,
      IV: 4,
      I: 1,
    }) as [string, number][]
  ).reduce(([s, r], [k, v]) => [s + k.repeat(Math.floor(r / v)), r % v] as [string, number], ['', n] as [
    string,
    number,
  ])[0];
const unroman = (s: string): number =>
  [...s]
    .map((c) => ({ I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 })[c as 'I'])
    .reduce((a, v, i, xs) => a + (v < (xs[i + 1] ?? 0) ? -v : v), 0);
console.log(
  [1994, 2024, 4, 3999].map(roman),
  Array.from({ length: 3999 }, (_, i) => i + 1).every((n) => unroman(roman(n)) === n),
);
const words = (n: number): string => {
  const small =
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
        ' ',
      ),
    tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
  if (n < 0) return `minus ${words(-n)}`;
  if (n < 20) return small[n]!;
  if (n < 100) return tens[(n / 10) | 0]! + (n % 10 ? `-${small[n % 10]}` : '');
  for (const [size, name] of [
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand'],
    [100, 'hundred'],
  ] as const)
    if (n >= size)
      return `${words(Math.floor(n / size))} ${name}${n % size ? (n % size < 100 ? ' and ' : ' ') + words(n % size) : ''}`;
  return '?';
};
console.log([0, 13, 42, 100, 115, 1000, 12345, 1000001, -2147483648].map(words));
