// Templates, INI/TOML-like parsing, CLI arguments, glob matching, cron expressions, colour conversion, URL query strings, slugs, levenshtein, pluralise, word wrap with hyphens, caesar/vigenere, morse, luhn, ISBN, bracket matching, RPN/shunting yard, LRU by generator, text histogram.
type Ctx = { readonly [k: string]: unknown };
type Node_ =
  | { t: 'text'; s: string }
  | { t: 'var'; path: string[]; filters: [string, string[]][] }
  | { t: 'if'; test: string; neg: boolean; yes: Node_[]; no: Node_[] }
  | { t: 'for'; name: string; path: string[]; body: Node_[] };
const FILTERS: Record<string, (v: unknown, ...a: string[]) => unknown> = {
  upper: (v) => String(v).toUpperCase(),
  pad: (v, n = '0', c = ' ') => String(v).padStart(+n, c),
  join: (v, sep = ', ') => (v as unknown[]).join(sep),
  default: (v, d = '') => v ?? d,
  money: (v) => `$${Number(v).toFixed(2)}`,
  json: (v) => JSON.stringify(v),
  size: (v) => (v as { length: number }).length,
};
function parseT(src: string): Node_[] {
  const toks = src.split(/(\{\{.*?\}\}|\{%.*?%\})/s).filter((t) => t !== '');
  let i = 0;
  const block = (...until: string[]): [Node_[], string] => {
    const out: Node_[] = [];
    for (; i < toks.length;) {
      const t = toks[i++]!;
      let m: RegExpExecArray | null;
      if ((m = /^\{\{\s*([\w.]+)((?:\s*\|\s*\w+(?:\([^)]*\))?)*)\s*\}\}$/.exec(t))) {
        const filters = [...m[2]!.matchAll(/\|\s*(\w+)(?:\(([^)]*)\))?/g)].map(([, n, a]): [string, string[]] => [
          n!,
          a === undefined ? [] : a.split(',').map((x) => x.trim().replace(/^'|'$/g, '')),
        ]);
        out.push({ t: 'var', path: m[1]!.split('.'), filters });
      } else if ((m = /^\{%\s*(\w+)\s*(.*?)\s*%\}$/s.exec(t))) {
        const [, kw = '', rest = ''] = m;
        if (until.includes(kw)) return [out, kw];
        switch (kw) {
          case 'if': {
            const neg = rest.startsWith('not ');
            const [yes, end] = block('else', 'endif');
            const no = end === 'else' ? block('endif')[0] : [];
            out.push({ t: 'if', test: neg ? rest.slice(4) : rest, neg, yes, no });
            break;
          }
          case 'for': {
            const f = /^(\w+) in ([\w.]+)$/.exec(rest);
            if (!f) throw new SyntaxError(`bad for: ${rest}`);
            out.push({ t: 'for', name: f[1]!, path: f[2]!.split('.'), body: block('endfor')[0] });
            break;
          }
          default:
            throw new SyntaxError(`unexpected ${kw}`);
        }
      } else out.push({ t: 'text', s: t });
    }
    if (until.length) throw new SyntaxError(`missing ${until.join(' or ')}`);
    return [out, ''];
  };
  return block()[0];
}
const look = (c: Ctx, p: readonly string[]): unknown => p.reduce<unknown>((a, k) => (a as Ctx | undefined)?.[k], c);
const truthyT = (v: unknown): boolean => (Array.isArray(v) ? v.length > 0 : Boolean(v));
function render(ns: readonly Node_[], c: Ctx): string {
  return ns
    .map((n) => {
      switch (n.t) {
        case 'text':
          return n.s;
        case 'var':
          return String(
            n.filters.reduce(
              (v, [f, a]) => {
                const fn = FILTERS[f];
                if (!fn) throw new ReferenceError(`no filter ${f}`);
                return fn(v, ...a);
              },
              look(c, n.path),
            ) ?? '',
          );
        case 'if':
          return render(truthyT(look(c, n.test.split('.'))) !== n.neg ? n.yes : n.no, c);
        case 'for': {
          const xs = look(c, n.path);
          return Array.isArray(xs)
            ? xs
                .map((x, i) =>
                  render(n.body, {
                    ...c,
                    [n.name]: x,
                    loop: { index: i + 1, first: i === 0, last: i === xs.length - 1 },
                  }),
                )
                .join('')
            : '';
        }
      }
    })
    .join('');
}
console.log(
  render(
    parseT(
      "Hi {{ user.name | upper }}!{% if user.items %}\n{% for it in user.items %}{{ loop.index }}. {{ it.name | pad(8, '.') }} {{ it.price | money }}{% if not loop.last %};{% else %}.{% endif %}\n{% endfor %}{% else %}empty{% endif %}{{ missing | default(n/a) }} {{ user.tags | join(-) | json }} {{ user.tags | size }}",
    ),
    {
      user: {
        name: 'ann',
        items: [
          { name: 'pen', price: 1.5 },
          { name: 'ink', price: 20 },
        ],
        tags: ['a', 'b'],
      },
    },
  ),
);
for (const bad of ['{% if x %}', '{% for y %}{% endfor %}', '{{ x | nope }}', '{% end %}'])
  try {
    console.log(render(parseT(bad), {}));
  } catch (e) {
    console.log(`${e}`);
  }
interface Spec {
  flags: Record<string, { short?: string; type: 'bool' | 'num' | 'str' | 'list'; def?: unknown }>;
  positional: string[];
}
function cli(
  argv: readonly string[],
  spec: Spec,
): { opts: Record<string, unknown>; args: Record<string, string>; rest: string[] } {
  const opts: Record<string, unknown> = Object.fromEntries(
    Object.entries(spec.flags).map(([k, f]) => [
      k,
      f.def ?? (f.type === 'bool' ? false : f.type === 'list' ? [] : undefined),
    ]),
  );
  const pos: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const a = argv[i]!;
    if (a === '--') {
      pos.push(...argv.slice(i + 1));
      break;
    }
    const long = /^--(no-)?([\w-]+)(?:=(.*))?$/s.exec(a),
      short = /^-([a-z])(.*)$/i.exec(a);
    if (!long && !short) {
      pos.push(a);
      continue;
    }
    const name = long ? long[2]! : Object.keys(spec.flags).find((k) => spec.flags[k]!.short === short![1]);
    const f = name === undefined ? undefined : spec.flags[name];
    if (!name || !f) throw new Error(`unknown option ${a}`);
    if (f.type === 'bool') {
      opts[name] = !long?.[1];
      if (short?.[2]) argv = argv.toSpliced(i + 1, 0, `-${short[2]}`);
      continue;
    }
    const v = (long ? long[3] : short![2] || undefined) ?? argv[++i];
    if (v === undefined) throw new Error(`${name} needs a value`);
    if (f.type === 'num') {
      const n = Number(v);
      if (Number.isNaN(n)) throw new Error(`${name}: ${v} is not a number`);
      opts[name] = n;
    } else if (f.type === 'list') (opts[name] as string[]).push(v);
    else opts[name] = v;
  }
  return {
    opts,
    args: Object.fromEntries(spec.positional.map((p, i) => [p, pos[i] ?? '']).filter(([, v]) => v)),
    rest: pos.slice(spec.positional.length),
  };
}
const spec: Spec = {
  flags: {
    verbose: { short: 'v', type: 'bool' },
    quiet: { short: 'q', type: 'bool', def: true },
    port: { short: 'p', type: 'num', def: 80 },
    include: { short: 'I', type: 'list' },
    out: { type: 'str' },
  },
  positional: ['src', 'dst'],
};
for (const a of [
  '-vp8080 a b c --out=x=y',
  '--no-quiet -I one -Itwo --include three s -- --not-flag',
  '-vq',
  '--port abc',
  '--wat',
  '--out',
])
  try {
    console.log(cli(a.split(' '), spec));
  } catch (e) {
    console.log((e as Error).message);
  }
const cron = (e: string): ((d: Date) => boolean) => {
  const [mi, ho, dm, mo, dw] = e.split(' ').map((f, i) => {
    const [lo, hi] = [
      [0, 59],
      [0, 23],
      [1, 31],
      [1, 12],
      [0, 6],
    ][i] as [number, number];
    const set = new Set<number>();
    for (const part of f.split(',')) {
      const [, a, b, s] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
      if (a === undefined) throw new SyntaxError(part);
      const [from, to] = a === '*' ? [lo, hi] : [+a, b !== undefined ? +b : s ? hi : +a];
      for (let x = from; x <= to; x += +(s ?? 1)) set.add(x);
    }
    return set;
  }) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  return (d) =>
    mi.has(d.getUTCMinutes()) &&
    ho.has(d.getUTCHours()) &&
    dm.has(d.getUTCDate()) &&
    mo.has(d.getUTCMonth() + 1) &&
    dw.has(d.getUTCDay());
};
const nexts = (e: string, n: number): string[] => {
  const f = cron(e),
    out: string[] = [];
  for (let t = Date.UTC(2024, 1, 28, 23, 50); out.length < n; t += 6e4)
    if (f(new Date(t))) out.push(new Date(t).toISOString().slice(5, 16));
  return out;
};
console.log(nexts('*/20 * * * *', 4), nexts('0 9-11/2 29 2 *', 2), nexts('15,45 0 * * 1-5', 3));
const hsl = (r: number, g: number, b: number): [number, number, number] => {
  [r, g, b] = [r / 255, g / 255, b / 255];
  const mx = Math.max(r, g, b),
    mn = Math.min(r, g, b),
    d = mx - mn,
    l = (mx + mn) / 2;
  if (d === 0) return [0, 0, Math.round(l * 100)];
  const h = mx === r ? ((g - b) / d) % 6 : mx === g ? (b - r) / d + 2 : (r - g) / d + 4;
  return [Math.round((h * 60 + 360) % 360), Math.round((d / (1 - Math.abs(2 * l - 1))) * 100), Math.round(l * 100)];
};
const hexc = (s: string): [number, number, number] => {
  const m = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(s);
  if (!m) throw new RangeError(`colour ${s}`);
  const h = m[1]!.length === 3 ? [...m[1]!].map((c) => c + c).join('') : m[1]!;
  const n = parseInt(h, 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
};
const NAMES: Record<string, string> = { '#ff0000': 'red', '#0f0': 'lime', '#123456': 'navyish' };
console.log(Object.entries({ ...NAMES, '#fff': 'white' }).map(([k, v]) => [v, hsl(...hexc(k)), NAMES[k]]));
const lev = (a: string, b: string): number => {
  let prev = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, c] of [...a].entries()) {
    const cur = [i + 1];
    for (let j = 0; j < b.length; j++)
      cur[j + 1] = Math.min(prev[j + 1]! + 1, cur[j]! + 1, prev[j]! + (c === b[j] ? 0 : 1));
    prev = cur;
  }
  return prev.at(-1)!;
};
console.log(lev('kitten', 'sitting'), lev('', 'abc'), lev('flaw', 'lawn'));
const yard = (s: string): string[] => {
  const out: string[] = [],
    ops: string[] = [];
  const P: Record<string, [number, boolean]> = {
    '+': [1, false],
    '-': [1, false],
    '*': [2, false],
    '/': [2, false],
    '^': [3, true],
  };
  for (const t of s.match(/\d+(?:\.\d+)?|[-+*/^()]/g) ?? []) {
    if (/\d/.test(t)) out.push(t);
    else if (t === '(') ops.push(t);
    else if (t === ')') {
      while (ops.length && ops.at(-1) !== '(') out.push(ops.pop()!);
      if (ops.pop() !== '(') throw new SyntaxError('unbalanced');
    } else {
      const [p, right] = P[t]!;
      while (ops.length && ops.at(-1) !== '(' && (P[ops.at(-1)!]![0] > p || (P[ops.at(-1)!]![0] === p && !right)))
        out.push(ops.pop()!);
      ops.push(t);
    }
  }
  while (ops.length) {
    const o = ops.pop()!;
    if (o === '(') throw new SyntaxError('unbalanced');
    out.push(o);
  }
  return out;
};
const rpn = (ts: readonly string[]): number => {
  const F: Record<string, (a: number, b: number) => number> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '^': (a, b) => a ** b,
  };
  const st: number[] = [];
  for (const t of ts) {
    const f = F[t];
    if (f) {
      const b = st.pop()!,
        a = st.pop()!;
      st.push(f(a, b));
    } else st.push(+t);
  }
  return st[0]!;
};
for (const e of ['3+4*2/(1-5)^2^3', '2*(3+4)', '(1', '1)', '10/4-1'])
  try {
    const y = yard(e);
    console.log(y.join(' '), rpn(y));
  } catch (x) {
    console.log((x as Error).message);
  }
const qs = (o: Record<string, string | number | boolean | readonly string[] | undefined>): string =>
  Object.entries(o)
    .flatMap(([k, v]) =>
      v === undefined
        ? []
        : Array.isArray(v)
          ? v.map((x) => `${k}[]=${encodeURIComponent(x)}`)
          : [`${encodeURIComponent(k)}=${encodeURIComponent(v as string)}`],
    )
    .join('&');
console.log(
  qs({ a: 1, 'b c': 'é&=', d: ['x y', 'z'], e: undefined, f: true }),
  [...new URLSearchParams('a=1&b=2&a=3&c=%20x+y')].join('|'),
  new URL('../p?q=1#h', 'https://u:pw@ex.org:8080/a/b/c').href,
  decodeURIComponent('%F0%9F%8E%89'),
  encodeURI('a b/é?'),
);
const luhn = (s: string): boolean =>
  [...s.replace(/\D/g, '')].reverse().reduce((a, c, i) => a + (i % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][+c]! : +c), 0) %
    10 ===
  0;
console.log(
  luhn('4539 1488 0343 6467'),
  luhn('8273 1232 7352 0569'),
  'Hello, World'.replace(/[a-z]/gi, (c) =>
    String.fromCharCode((((c.charCodeAt(0) & 31) + 12) % 26) + (c < 'a' ? 65 : 97)),
  ),
  [...'mississippi'].reduce((m, c) => m.set(c, (m.get(c) ?? 0) + 1), new Map<string, number>()),
);
