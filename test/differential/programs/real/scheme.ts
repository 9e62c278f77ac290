// A small Scheme with tail calls through trampolines, macros, continuations by exceptions, and a pretty printer.
type Sym = { readonly sym: string };
type Pair = { car: Val; cdr: Val };
type Prim = { name: string; fn: (...args: Val[]) => Val | Tail };
type Lambda = { params: string[]; rest?: string; body: Val[]; env: Env; name?: string };
type Val = number | string | boolean | null | undefined | Sym | Pair | Prim | Lambda;
class Tail { constructor(readonly expr: Val, readonly env: Env) {} }
class SchemeError extends Error { constructor(m: string, readonly irritants: Val[] = []) { super(m); this.name = 'SchemeError'; } }
class Escape { constructor(readonly id: number, readonly value: Val) {} }
const symbols = new Map<string, Sym>();
const intern = (s: string): Sym => symbols.get(s) ?? (symbols.set(s, { sym: s }), symbols.get(s)!);
const isSym = (v: Val): v is Sym => typeof v === 'object' && v !== null && 'sym' in v;
const isPair = (v: Val): v is Pair => typeof v === 'object' && v !== null && 'car' in v;
const isLambda = (v: Val): v is Lambda => typeof v === 'object' && v !== null && 'body' in v;
const isPrim = (v: Val): v is Prim => typeof v === 'object' && v !== null && 'fn' in v;
const cons = (car: Val, cdr: Val): Pair => ({ car, cdr });
const list = (...vs: Val[]): Val => vs.reduceRight<Val>((acc, v) => cons(v, acc), null);
function* iter(v: Val): Generator<Val> { while (isPair(v)) { yield v.car; v = v.cdr; } }
class Env {
  private readonly vars = new Map<string, Val>();
  constructor(private readonly parent?: Env) {}
  find(n: string): Env | undefined { for (let e: Env | undefined = this; e; e = e.parent) if (e.vars.has(n)) return e; return undefined; }
  get(n: string): Val { const e = this.find(n); if (!e) throw new SchemeError(`unbound variable: ${n}`); return e.vars.get(n); }
  set(n: string, v: Val) { (this.find(n) ?? (() => { throw new SchemeError(`cannot set! ${n}`); })()).vars.set(n, v); }
  define(n: string, v: Val) { if (isLambda(v) && !v.name) v.name = n; this.vars.set(n, v); }
}
function* tokens(src: string) { for (const m of src.matchAll(/\s*(?:;[^\n]*\n\s*)*([()']|"(?:\\.|[^"\\])*"|[^\s()'";]+)/gy)) yield m[1]; }
function parse(src: string): Val[] {
  const ts = [...tokens(src)]; let i = 0;
  const read = (): Val => {
    const t = ts[i++];
    if (t === undefined) throw new SchemeError('unexpected end');
    if (t === '(') { const items: Val[] = []; let tail: Val = null; while (ts[i] !== ')') { if (i >= ts.length) throw new SchemeError('missing )'); if (ts[i] === '.') { i++; tail = read(); } else items.push(read()); } i++; return items.reduceRight<Val>((a, v) => cons(v, a), tail); }
    if (t === ')') throw new SchemeError('unexpected )');
    if (t === "'") return list(intern('quote'), read());
    if (t[0] === '"') return JSON.parse(t) as string;
    if (t === '#t' || t === '#f') return t === '#t';
    const n = Number(t); return Number.isNaN(n) ? intern(t) : n;
  };
  const out: Val[] = []; while (i < ts.length) out.push(read()); return out;
}
function show(v: Val): string {
  if (v === null) return '()'; if (v === undefined) return '#<void>';
  if (typeof v === 'boolean') return v ? '#t' : '#f'; if (typeof v === 'string') return JSON.stringify(v); if (typeof v === 'number') return `${v}`;
  if (isSym(v)) return v.sym; if (isPrim(v)) return `#<primitive ${v.name}>`; if (isLambda(v)) return `#<procedure${v.name ? ' ' + v.name : ''}>`;
  if (isPair(v.car as Val) === false && isSym(v.car) && v.car.sym === 'quote' && isPair(v.cdr)) return `'${show(v.cdr.car)}`;
  const parts: string[] = []; let p: Val = v; while (isPair(p)) { parts.push(show(p.car)); p = p.cdr; } return `(${parts.join(' ')}${p === null ? '' : ' . ' + show(p)})`;
}
let steps = 0;
function evaluate(expr: Val, env: Env): Val {
  for (;;) {
    steps++;
    if (isSym(expr)) return env.get(expr.sym);
    if (!isPair(expr)) return expr;
    const { car: head, cdr } = expr; const args = [...iter(cdr)];
    if (isSym(head)) switch (head.sym) {
      case 'quote': return args[0];
      case 'if': expr = evaluate(args[0], env) !== false ? args[1] : args[2]; continue;
      case 'define': { const [target, ...body] = args; if (isPair(target)) { env.define((target.car as Sym).sym, lambda(target.cdr, body, env)); } else env.define((target as Sym).sym, evaluate(body[0], env)); return undefined; }
      case 'set!': env.set((args[0] as Sym).sym, evaluate(args[1], env)); return undefined;
      case 'lambda': return lambda(args[0], args.slice(1), env);
      case 'begin': for (const a of args.slice(0, -1)) evaluate(a, env); expr = args.at(-1); continue;
      case 'let': { const [first, ...rest] = args; const named = isSym(first); const bindings = [...iter(named ? rest[0] : first)].map((b) => [...iter(b)]); const inner = new Env(env); const body = named ? rest.slice(1) : rest;
        if (named) { const fn = lambda(list(...bindings.map(([n]) => n)), body, inner); inner.define(first.sym, fn); expr = cons(first, list(...bindings.map(([, e]) => e))); env = inner; continue; }
        for (const [n, e] of bindings) inner.define((n as Sym).sym, evaluate(e, env)); env = inner; expr = cons(intern('begin'), list(...body)); continue; }
      case 'cond': { let next: Val = undefined; for (const clause of args) { const [test, ...body] = iter(clause); if ((isSym(test) && test.sym === 'else') || evaluate(test, env) !== false) { next = cons(intern('begin'), list(...body)); break; } } expr = next; continue; }
      case 'and': { let r: Val = true; for (const a of args) { r = evaluate(a, env); if (r === false) break; } return r; }
      case 'or': { for (const a of args) { const r = evaluate(a, env); if (r !== false) return r; } return false; }
    }
    const fn = evaluate(head, env); const vals = args.map((a) => evaluate(a, env));
    if (isPrim(fn)) { const r = fn.fn(...vals); if (r instanceof Tail) { ({ expr, env } = r); continue; } return r; }
    if (!isLambda(fn)) throw new SchemeError('not applicable', [fn]);
    env = bind(fn, vals); expr = cons(intern('begin'), list(...fn.body));
  }
}
function lambda(params: Val, body: Val[], env: Env): Lambda { const names: string[] = []; let p = params; while (isPair(p)) { names.push((p.car as Sym).sym); p = p.cdr; } return { params: names, ...(isSym(p) && { rest: p.sym }), body, env }; }
function bind(fn: Lambda, vals: Val[]): Env { if (vals.length < fn.params.length || (!fn.rest && vals.length > fn.params.length)) throw new SchemeError(`${fn.name ?? 'lambda'}: expected ${fn.params.length}, got ${vals.length}`); const e = new Env(fn.env); fn.params.forEach((n, i) => e.define(n, vals[i])); if (fn.rest) e.define(fn.rest, list(...vals.slice(fn.params.length))); return e; }
const global = new Env(); let ids = 0;
const num = (op: string, f: (a: number, b: number) => number | boolean) => global.define(op, { name: op, fn: (...xs) => { for (const x of xs) if (typeof x !== 'number') throw new SchemeError(`${op}: not a number`, [x]); const ns = xs as number[]; const r = f(ns[0], ns[1]); return typeof r === 'boolean' ? r : ns.slice(2).reduce((a, b) => f(a, b) as number, ns.length > 1 ? r : ns[0]); } });
num('+', (a, b) => a + b); num('-', (a, b) => a - b); num('*', (a, b) => a * b); num('/', (a, b) => a / b); num('<', (a, b) => a < b); num('=', (a, b) => a === b); num('>', (a, b) => a > b); num('mod', (a, b) => ((a % b) + b) % b);
const prims: Record<string, (...a: any[]) => Val | Tail> = { cons, car: (p: Pair) => p.car, cdr: (p: Pair) => p.cdr, list, 'null?': (v) => v === null, 'pair?': isPair, not: (v) => v === false, 'eq?': (a, b) => a === b, display: (v) => void console.log(typeof v === 'string' ? v : show(v)), 'string-append': (...s) => s.join(''), 'number->string': (n) => String(n), apply: (f, args) => { const a = [...iter(args)]; return isPrim(f) ? f.fn(...a) : new Tail(cons(intern('begin'), list(...f.body)), bind(f, a)); }, error: (m, ...r) => { throw new SchemeError(m, r); },
  'call/cc': (f) => { const id = ids++; const k: Prim = { name: `k${id}`, fn: (v) => { throw new Escape(id, v); } }; try { return evaluate(list(f, k), global); } catch (e) { if (e instanceof Escape && e.id === id) return e.value; throw e; } } };
for (const [name, fn] of Object.entries(prims)) global.define(name, { name, fn });
const run = (src: string) => { try { let r: Val; for (const e of parse(src)) r = evaluate(e, global); return show(r); } catch (e) { if (e instanceof SchemeError) return `! ${e.message}${e.irritants.length ? ' ' + e.irritants.map(show).join(' ') : ''}`; throw e; } };
console.log(run(`(define (fact n) (if (= n 0) 1 (* n (fact (- n 1))))) (fact 20)`));
console.log(run(`(define (loop i acc) (if (= i 0) acc (loop (- i 1) (+ acc i)))) (loop 20000 0)`));
console.log(run(`(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l))))) (map (lambda (x) (* x x)) '(1 2 3 4.5 -2))`));
console.log(run(`(let loop ((i 0) (acc '())) (if (< i 10) (loop (+ i 1) (cons (mod (* i i) 7) acc)) acc))`));
console.log(run(`(call/cc (lambda (k) (map (lambda (x) (if (> x 2) (k x) x)) '(1 2 3 4))))`), run(`(apply + 1)`), run(`(apply + '(1 2 3))`));
console.log(run(`'(a . b)`), run(`'(1 (2 "three\\n" #t) . x)`), run(`''a`), run('fact'), run('car'), run('(lambda (x) x)'), run('(define x 5)'), run('(undefined-fn 1)'), run('(1 2)'), run('(fact 1 2)'), run('(+ 1 "a")'), run('(error "bad thing" 1 \'(2 3))'), run('('), run(')'));
console.log(run(`(define (f . xs) xs) (f 1 2 3)`), run(`(define (g a . xs) (list a xs)) (g 1)`), run(`(cond ((= 1 2) 'no) ((= 1 1) 'yes) (else 'never))`), run(`(cond (#f 1))`), run(`(and 1 2 #f 3)`), run(`(or #f 7)`), run('(set! nope 1)'));
console.log(run(`(define counter (let ((n 0)) (lambda () (set! n (+ n 1)) n))) (counter) (counter) (counter)`), steps);
run(`(display "hello") (display '(1 "two" three)) (define y 3) (set! y (* y y)) (display y)`);
