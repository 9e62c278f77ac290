// A tokenizer, recursive-descent parser and tree-walking interpreter for a small language with functions and closures.
type Token = { kind: 'num'; value: number } | { kind: 'str'; value: string } | { kind: 'id' | 'op' | 'kw'; text: string } | { kind: 'eof' };
const KEYWORDS = new Set(['let', 'fn', 'if', 'else', 'while', 'return', 'true', 'false', 'nil', 'and', 'or']);

function tokenize(src: string): Token[] {
  const tokens: Token[] = [];
  const re = /\s+|#[^\n]*|(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(==|!=|<=|>=|[-+*/%<>=!(){},;[\]])/y;
  while (re.lastIndex < src.length) {
    const at = re.lastIndex;
    const m = re.exec(src);
    if (!m) throw new SyntaxError(`unexpected '${src[at]}' at ${at}`);
    if (m[1] !== undefined) tokens.push({ kind: 'num', value: Number(m[1]) });
    else if (m[2] !== undefined) tokens.push({ kind: 'str', value: m[2].replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c)) });
    else if (m[3] !== undefined) tokens.push({ kind: KEYWORDS.has(m[3]) ? 'kw' : 'id', text: m[3] });
    else if (m[4] !== undefined) tokens.push({ kind: 'op', text: m[4] });
  }
  return [...tokens, { kind: 'eof' }];
}

type Expr =
  | { t: 'lit'; v: Value }
  | { t: 'var'; name: string }
  | { t: 'assign'; name: string; e: Expr }
  | { t: 'bin'; op: string; l: Expr; r: Expr }
  | { t: 'un'; op: string; e: Expr }
  | { t: 'call'; f: Expr; args: Expr[] }
  | { t: 'list'; items: Expr[] }
  | { t: 'index'; o: Expr; i: Expr }
  | { t: 'fn'; params: string[]; body: Stmt[] };
type Stmt =
  | { t: 'let'; name: string; e: Expr }
  | { t: 'expr'; e: Expr }
  | { t: 'if'; c: Expr; then: Stmt[]; else: Stmt[] }
  | { t: 'while'; c: Expr; body: Stmt[] }
  | { t: 'return'; e: Expr | null };
type Fn = { call: (args: Value[]) => Value; arity: number };
type Value = number | string | boolean | null | Value[] | Fn;

class Parser {
  #pos = 0;
  constructor(private readonly tokens: Token[]) {}

  program(): Stmt[] {
    const out: Stmt[] = [];
    while (this.#peek().kind !== 'eof') out.push(this.#statement());
    return out;
  }
  #peek(): Token {
    return this.tokens[this.#pos];
  }
  #accept(text: string): boolean {
    const t = this.#peek();
    if ((t.kind === 'op' || t.kind === 'kw') && t.text === text) {
      this.#pos++;
      return true;
    }
    return false;
  }
  #expect(text: string): void {
    if (!this.#accept(text)) throw new SyntaxError(`expected '${text}' but found ${JSON.stringify(this.#peek())}`);
  }
  #name(): string {
    const t = this.#peek();
    if (t.kind !== 'id') throw new SyntaxError('expected a name');
    this.#pos++;
    return t.text;
  }
  #block(): Stmt[] {
    const out: Stmt[] = [];
    this.#expect('{');
    while (!this.#accept('}')) out.push(this.#statement());
    return out;
  }
  #statement(): Stmt {
    if (this.#accept('let')) {
      const name = this.#name();
      this.#expect('=');
      const e = this.#expr();
      this.#expect(';');
      return { t: 'let', name, e };
    }
    if (this.#accept('if')) {
      const c = this.#expr();
      const then = this.#block();
      return { t: 'if', c, then, else: this.#accept('else') ? this.#block() : [] };
    }
    if (this.#accept('while')) return { t: 'while', c: this.#expr(), body: this.#block() };
    if (this.#accept('return')) {
      const e = this.#accept(';') ? null : this.#expr();
      if (e) this.#expect(';');
      return { t: 'return', e };
    }
    const e = this.#expr();
    this.#expect(';');
    return { t: 'expr', e };
  }
  #expr(): Expr {
    const left = this.#binary(0);
    if (left.t === 'var' && this.#accept('=')) return { t: 'assign', name: left.name, e: this.#expr() };
    return left;
  }
  static readonly LEVELS = [['or'], ['and'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']];
  #binary(level: number): Expr {
    if (level === Parser.LEVELS.length) return this.#unary();
    let l = this.#binary(level + 1);
    for (;;) {
      const op = Parser.LEVELS[level].find((o) => this.#accept(o));
      if (!op) return l;
      l = { t: 'bin', op, l, r: this.#binary(level + 1) };
    }
  }
  #unary(): Expr {
    for (const op of ['-', '!']) if (this.#accept(op)) return { t: 'un', op, e: this.#unary() };
    let e = this.#primary();
    for (;;) {
      if (this.#accept('(')) e = { t: 'call', f: e, args: this.#list(')') };
      else if (this.#accept('[')) {
        e = { t: 'index', o: e, i: this.#expr() };
        this.#expect(']');
      } else return e;
    }
  }
  #list(end: string): Expr[] {
    const out: Expr[] = [];
    if (this.#accept(end)) return out;
    do out.push(this.#expr());
    while (this.#accept(','));
    this.#expect(end);
    return out;
  }
  #primary(): Expr {
    const t = this.#peek();
    if (t.kind === 'num' || t.kind === 'str') {
      this.#pos++;
      return { t: 'lit', v: t.value };
    }
    if (this.#accept('true')) return { t: 'lit', v: true };
    if (this.#accept('false')) return { t: 'lit', v: false };
    if (this.#accept('nil')) return { t: 'lit', v: null };
    if (this.#accept('[')) return { t: 'list', items: this.#list(']') };
    if (this.#accept('fn')) {
      this.#expect('(');
      const params = this.#list(')').map((p) => (p.t === 'var' ? p.name : '?'));
      return { t: 'fn', params, body: this.#block() };
    }
    if (this.#accept('(')) {
      const e = this.#expr();
      this.#expect(')');
      return e;
    }
    return { t: 'var', name: this.#name() };
  }
}

class Env {
  readonly #vars = new Map<string, Value>();
  constructor(private readonly parent?: Env) {}
  define(name: string, v: Value): void {
    this.#vars.set(name, v);
  }
  #owner(name: string): Env {
    const owner = this.#vars.has(name) ? this : this.parent;
    if (!owner) throw new ReferenceError(`${name} is not defined`);
    return owner === this ? owner : owner.#owner(name);
  }
  get(name: string): Value {
    return this.#owner(name).#vars.get(name)!;
  }
  set(name: string, v: Value): Value {
    this.#owner(name).#vars.set(name, v);
    return v;
  }
}

class Return {
  constructor(readonly value: Value) {}
}

const truthy = (v: Value): boolean => v !== null && v !== false;
const show = (v: Value): string =>
  v === null ? 'nil' : Array.isArray(v) ? `[${v.map(show).join(', ')}]` : typeof v === 'object' ? `<fn/${v.arity}>` : String(v);

function evaluate(e: Expr, env: Env): Value {
  switch (e.t) {
    case 'lit':
      return e.v;
    case 'var':
      return env.get(e.name);
    case 'assign':
      return env.set(e.name, evaluate(e.e, env));
    case 'list':
      return e.items.map((i) => evaluate(i, env));
    case 'index': {
      const o = evaluate(e.o, env);
      const i = evaluate(e.i, env);
      if ((!Array.isArray(o) && typeof o !== 'string') || typeof i !== 'number') throw new TypeError('cannot index');
      return o[i] ?? null;
    }
    case 'un': {
      const v = evaluate(e.e, env);
      return e.op === '!' ? !truthy(v) : -(v as number);
    }
    case 'fn':
      return {
        arity: e.params.length,
        call: (args) => {
          const local = new Env(env);
          e.params.forEach((p, i) => local.define(p, args[i] ?? null));
          try {
            execute(e.body, local);
          } catch (r) {
            if (r instanceof Return) return r.value;
            throw r;
          }
          return null;
        },
      };
    case 'call': {
      const f = evaluate(e.f, env);
      if (typeof f !== 'object' || f === null || Array.isArray(f)) throw new TypeError(`${show(f)} is not a function`);
      return f.call(e.args.map((a) => evaluate(a, env)));
    }
    case 'bin':
      return binary(e.op, evaluate(e.l, env), () => evaluate(e.r, env));
  }
}

function binary(op: string, l: Value, right: () => Value): Value {
  if (op === 'and') return truthy(l) ? right() : l;
  if (op === 'or') return truthy(l) ? l : right();
  const r = right();
  if (op === '==') return l === r;
  if (op === '!=') return l !== r;
  if (op === '+') {
    if (Array.isArray(l) && Array.isArray(r)) return [...l, ...r];
    return typeof l === 'number' && typeof r === 'number' ? l + r : show(l) + show(r);
  }
  if (typeof l !== 'number' || typeof r !== 'number') throw new TypeError(`bad operands for ${op}: ${show(l)}, ${show(r)}`);
  const ops: Record<string, (a: number, b: number) => Value> = {
    '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b,
    '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b,
  };
  return ops[op](l, r);
}

function execute(stmts: Stmt[], env: Env): void {
  for (const s of stmts) {
    switch (s.t) {
      case 'let':
        env.define(s.name, evaluate(s.e, env));
        break;
      case 'expr':
        evaluate(s.e, env);
        break;
      case 'if':
        execute(truthy(evaluate(s.c, env)) ? s.then : s.else, new Env(env));
        break;
      case 'while':
        while (truthy(evaluate(s.c, env))) execute(s.body, new Env(env));
        break;
      case 'return':
        throw new Return(s.e ? evaluate(s.e, env) : null);
    }
  }
}

function run(src: string): void {
  const env = new Env();
  env.define('print', { arity: 1, call: (args) => (console.log(args.map(show).join(' ')), null) });
  env.define('len', { arity: 1, call: ([v]) => (typeof v === 'string' || Array.isArray(v) ? v.length : null) });
  try {
    execute(new Parser(tokenize(src)).program(), env);
  } catch (e) {
    console.log('error:', e instanceof Error ? `${e.name}: ${e.message}` : e);
  }
}

run(`
  let fib = fn(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); };
  print(fib(15), 1 + 2 * 3 - 4 / 2, "a" + 1 + "\\n" == "a1\\n");
  let counter = fn() { let n = 0; return fn() { n = n + 1; return n; }; };
  let c = counter(); let d = counter(); c(); c();
  print(c(), d(), c, [1, [2, "x"], nil, true]);
  let map = fn(f, xs) { let out = []; let i = 0; while i < len(xs) { out = out + [f(xs[i])]; i = i + 1; } return out; };
  print(map(fn(x) { return x * x; }, [1, 2, 3]), [10, 20][5], "abc"[1]);
  print(nil or "default", 0 and "zero is true", !nil, -(3 - 5), 7 % 4); # comment
  print(undefined_name);
`);
run('let x = ;');
run('print(1 - "a");');
run('let s = 0; let i = 0; while i < 1000 { if i % 3 == 0 { s = s + i; } else { s = s - 1; } i = i + 1; } print(s);');
run('"text"(1);');
run('let @ = 1;');
