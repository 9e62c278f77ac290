// A Lisp: reader, evaluator with tail calls, macros, lists, closures, error handling and a small prelude.
class Sym {
  static readonly #table = new Map<string, Sym>();
  private constructor(readonly name: string) {}
  static of(name: string): Sym {
    let s = Sym.#table.get(name);
    if (!s) Sym.#table.set(name, (s = new Sym(name)));
    return s;
  }
}
type Datum = number | string | boolean | null | Sym | Datum[] | Lambda | Builtin;
type Builtin = (...args: Datum[]) => Datum;
class Lambda {
  constructor(
    readonly params: Sym[],
    readonly rest: Sym | null,
    readonly body: Datum[],
    readonly env: Env,
    readonly macro = false,
  ) {}
}
class LispError extends Error {}

class Env {
  readonly #vars = new Map<Sym, Datum>();
  constructor(readonly outer: Env | null) {}
  find(s: Sym): Env {
    for (let e: Env | null = this; e; e = e.outer) if (e.#vars.has(s)) return e;
    throw new LispError(`unbound: ${s.name}`);
  }
  get(s: Sym): Datum {
    return this.find(s).#vars.get(s)!;
  }
  define(s: Sym, v: Datum): void {
    this.#vars.set(s, v);
  }
}

function read(src: string): Datum[] {
  const tokens = src.match(/;[^\n]*|[()'`,]|"(?:[^"\\]|\\.)*"|[^\s()'`,"]+/g)?.filter((t) => !t.startsWith(';')) ?? [];
  let at = 0;
  const QUOTES: Record<string, string> = { "'": 'quote', '`': 'quasiquote', ',': 'unquote' };
  const one = (): Datum => {
    const t = tokens[at++];
    if (t === undefined) throw new LispError('unexpected end of input');
    if (t === ')') throw new LispError('unexpected )');
    if (t in QUOTES) return [Sym.of(QUOTES[t]), one()];
    if (t === '(') {
      const list: Datum[] = [];
      while (tokens[at] !== ')') list.push(one());
      at++;
      return list;
    }
    if (t.startsWith('"')) return JSON.parse(t) as string;
    if (t === '#t' || t === '#f') return t === '#t';
    if (t === 'nil') return null;
    const n = Number(t);
    return Number.isNaN(n) ? Sym.of(t) : n;
  };
  const out: Datum[] = [];
  while (at < tokens.length) out.push(one());
  return out;
}

function show(d: Datum): string {
  if (d === null) return 'nil';
  if (d instanceof Sym) return d.name;
  if (Array.isArray(d)) return `(${d.map(show).join(' ')})`;
  if (typeof d === 'string') return JSON.stringify(d);
  if (typeof d === 'boolean') return d ? '#t' : '#f';
  return d instanceof Lambda ? (d.macro ? '#<macro>' : '#<lambda>') : typeof d === 'function' ? '#<builtin>' : String(d);
}

const truthy = (d: Datum): boolean => d !== false && d !== null;
const symbol = (d: Datum): Sym => {
  if (!(d instanceof Sym)) throw new LispError(`expected a symbol, got ${show(d)}`);
  return d;
};

function bind(f: Lambda, args: Datum[]): Env {
  if (args.length < f.params.length || (!f.rest && args.length > f.params.length)) throw new LispError(`expected ${f.params.length}${f.rest ? '+' : ''} arguments, got ${args.length}`);
  const env = new Env(f.env);
  f.params.forEach((p, i) => env.define(p, args[i]));
  if (f.rest) env.define(f.rest, args.slice(f.params.length));
  return env;
}
function lambda(params: Datum, body: Datum[], env: Env, macro = false): Lambda {
  const names = (params as Datum[]).map(symbol);
  const dot = names.findIndex((n) => n.name === '.');
  return dot < 0 ? new Lambda(names, null, body, env, macro) : new Lambda(names.slice(0, dot), names[dot + 1], body, env, macro);
}
function quasi(d: Datum, env: Env): Datum {
  if (!Array.isArray(d)) return d;
  if (d[0] === Sym.of('unquote')) return evaluate(d[1], env);
  return d.map((x) => quasi(x, env));
}
function apply(f: Datum, args: Datum[]): Datum {
  if (typeof f === 'function') return f(...args);
  if (!(f instanceof Lambda)) throw new LispError(`not a function: ${show(f)}`);
  const env = bind(f, args);
  return f.body.reduce<Datum>((_, e) => evaluate(e, env), null);
}

let steps = 0;
function evaluate(d: Datum, env: Env): Datum {
  for (;;) {
    if (++steps > 200_000) throw new LispError('too many steps');
    if (d instanceof Sym) return env.get(d);
    if (!Array.isArray(d)) return d;
    if (d.length === 0) return null;
    const [head, ...rest] = d;
    if (head instanceof Sym) {
      switch (head.name) {
        case 'quote':
          return rest[0];
        case 'quasiquote':
          return quasi(rest[0], env);
        case 'if':
          d = truthy(evaluate(rest[0], env)) ? rest[1] : (rest[2] ?? null);
          continue;
        case 'define': {
          if (Array.isArray(rest[0])) {
            const [name, ...params] = rest[0];
            env.define(symbol(name), lambda(params, rest.slice(1), env));
          } else env.define(symbol(rest[0]), evaluate(rest[1], env));
          return null;
        }
        case 'set!':
          env.find(symbol(rest[0])).define(symbol(rest[0]), evaluate(rest[1], env));
          return null;
        case 'lambda':
          return lambda(rest[0], rest.slice(1), env);
        case 'defmacro':
          env.define(symbol(rest[0]), lambda(rest[1], rest.slice(2), env, true));
          return null;
        case 'begin':
          for (const e of rest.slice(0, -1)) evaluate(e, env);
          d = rest.at(-1) ?? null;
          continue;
        case 'let': {
          const inner = new Env(env);
          for (const [n, v] of rest[0] as Datum[][]) inner.define(symbol(n), evaluate(v, env));
          env = inner;
          d = [Sym.of('begin'), ...rest.slice(1)];
          continue;
        }
        case 'try':
          try {
            return evaluate(rest[0], env);
          } catch (e) {
            if (!(e instanceof LispError)) throw e;
            return apply(evaluate(rest[1], env), [e.message]);
          }
      }
    }
    const f = evaluate(head, env);
    if (f instanceof Lambda && f.macro) {
      d = apply(f, rest);
      continue;
    }
    const args = rest.map((a) => evaluate(a, env));
    if (!(f instanceof Lambda)) return apply(f, args);
    env = bind(f, args);
    for (const e of f.body.slice(0, -1)) evaluate(e, env);
    d = f.body.at(-1) ?? null;
  }
}

const output: string[] = [];
const numeric = (name: string, f: (a: number, b: number) => number): [string, Builtin] => [name, (...xs) => {
  const bad = xs.find((x) => typeof x !== 'number');
  if (bad !== undefined) throw new LispError(`${name}: not a number: ${show(bad)}`);
  return xs.length === 1 && name === '-' ? -(xs[0] as number) : (xs as number[]).reduce(f);
}];
const globals = new Env(null);
for (const [name, f] of [
  numeric('+', (a, b) => a + b), numeric('-', (a, b) => a - b), numeric('*', (a, b) => a * b), numeric('/', (a, b) => a / b), numeric('mod', (a, b) => a % b),
  ['<', (a, b) => a! < b!], ['=', (a, b) => a === b], ['cons', (a, b) => [a, ...((b as Datum[] | null) ?? [])]], ['car', (l) => (l as Datum[])?.[0] ?? null], ['cdr', (l) => (l as Datum[]).slice(1)],
  ['list', (...xs) => xs], ['null?', (l) => l === null || (Array.isArray(l) && l.length === 0)], ['not', (x) => !truthy(x)], ['str', (...xs) => xs.map((x) => (typeof x === 'string' ? x : show(x))).join('')],
  ['print', (...xs) => (output.push(xs.map((x) => (typeof x === 'string' ? x : show(x))).join(' ')), null)], ['apply', (f, xs) => apply(f, xs as Datum[])], ['error', (m) => { throw new LispError(String(m)); }], ['length', (l) => (l as Datum[]).length],
] as [string, Builtin][]) globals.define(Sym.of(name), f);

function run(src: string): string {
  steps = 0;
  try {
    return show(read(src).reduce<Datum>((_, e) => evaluate(e, globals), null));
  } catch (e) {
    if (e instanceof LispError) return `error: ${e.message}`;
    throw e;
  }
}
run(`(define (map f xs) (if (null? xs) nil (cons (f (car xs)) (map f (cdr xs)))))
(define (fold f acc xs) (if (null? xs) acc (fold f (f acc (car xs)) (cdr xs))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) nil))
(define (compose . fs) (if (null? fs) (lambda (x) x) (lambda (x) ((car fs) ((apply compose (cdr fs)) x)))))
(defmacro unless (c . body) \`(if ,c nil ,(cons 'begin body)))
(defmacro while (c . body) \`(let ((loop nil)) (begin (set! loop (lambda () (if ,c (begin ,(cons 'begin body) (loop)) nil))) (loop))))`);
for (const src of [
  '(+ 1 2 (* 3 4) (- 5))', "'(a (b 1.5) \"s\" #t)", '(map (lambda (x) (* x x)) (range 0 6))', '(fold + 0 (range 1 101))', '(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 20)',
  '(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 10000 0)', '((compose (lambda (x) (+ x 1)) (lambda (x) (* x 10))) 4)', '(let ((x 1) (y 2)) (set! x 10) (list x y))', '(unless (< 2 1) (print "unless" 1) (+ 1 1))',
  '(define i 0) (while (< i 3) (print "i" i) (set! i (+ i 1))) i', '`(1 ,(+ 1 1) (x ,(list 3)))', '(try (car (error "boom")) (lambda (m) (str "caught " m)))', '(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n))) (define c (counter)) (c) (c) (list (c) ((counter)))',
  '(nope)', '(+ 1 "a")', '(1 2)', '((lambda (x) x))', '(car', ')', '(define (f) (f)) (f)', '(fact "x")', 'map', '(list + unless nil ())', '(mod -7 3)', '(length (range 0 200))',
]) console.log(src.split('\n')[0].slice(0, 60).padEnd(62), run(src));
console.log(output);
