// Interpreter for a small language: lexer with sticky regexps, Pratt parser, closures, exceptions as control flow.
type Tok =
  | { kind: 'num'; value: number }
  | { kind: 'str'; value: string }
  | { kind: 'id'; name: string }
  | { kind: 'op'; op: string }
  | { kind: 'eof' };
const KEYWORDS = new Set(['let', 'fn', 'if', 'else', 'while', 'return', 'true', 'false', 'nil', 'break']);
function* lex(src: string): Generator<Tok & { at: number }> {
  const re =
    /\s+|\/\/[^\n]*|(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*\/%<>=!(){},;\[\].:])/y;
  while (re.lastIndex < src.length) {
    const at = re.lastIndex;
    const m = re.exec(src);
    if (!m) throw new SyntaxError(`unexpected ${JSON.stringify(src[at])} at ${at}`);
    const [, n, s, id, op] = m;
    if (n !== undefined) yield { kind: 'num', value: +n, at };
    else if (s !== undefined)
      yield { kind: 'str', value: s.replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t' })[c] ?? c), at };
    else if (id !== undefined)
      yield { kind: KEYWORDS.has(id) ? 'op' : 'id', ...(KEYWORDS.has(id) ? { op: id } : { name: id }), at } as Tok & {
        at: number;
      };
    else if (op !== undefined) yield { kind: 'op', op, at };
  }
  yield { kind: 'eof', at: src.length };
}
type Expr =
  | { t: 'lit'; v: Value }
  | { t: 'var'; name: string }
  | { t: 'bin'; op: string; l: Expr; r: Expr }
  | { t: 'un'; op: string; e: Expr }
  | { t: 'call'; f: Expr; args: Expr[] }
  | { t: 'fn'; params: string[]; body: Stmt[]; name?: string }
  | { t: 'assign'; target: Expr; e: Expr }
  | { t: 'list'; items: Expr[] }
  | { t: 'idx'; o: Expr; i: Expr };
type Stmt =
  | { t: 'let'; name: string; e: Expr }
  | { t: 'expr'; e: Expr }
  | { t: 'if'; c: Expr; a: Stmt[]; b?: Stmt[] }
  | { t: 'while'; c: Expr; body: Stmt[] }
  | { t: 'ret'; e?: Expr }
  | { t: 'break' };
type Value = number | string | boolean | null | Value[] | Closure | Native;
type Native = (...args: Value[]) => Value;
class Closure {
  constructor(
    readonly name: string,
    readonly params: readonly string[],
    readonly body: readonly Stmt[],
    readonly env: Env,
  ) {}
}
class Env {
  private readonly vars = new Map<string, Value>();
  constructor(private readonly parent?: Env) {}
  define(n: string, v: Value): void {
    this.vars.set(n, v);
  }
  private find(n: string): Env {
    if (this.vars.has(n)) return this;
    if (this.parent) return this.parent.find(n);
    throw new ReferenceError(`${n} is not defined`);
  }
  get(n: string): Value {
    return this.find(n).vars.get(n)!;
  }
  set(n: string, v: Value): void {
    this.find(n).vars.set(n, v);
  }
}
class Parser {
  private toks: (Tok & { at: number })[];
  private i = 0;
  constructor(src: string) {
    this.toks = [...lex(src)];
  }
  private get tok() {
    return this.toks[this.i]!;
  }
  private is(op: string): boolean {
    const t = this.tok;
    return t.kind === 'op' && t.op === op;
  }
  private eat(op: string): boolean {
    if (!this.is(op)) return false;
    this.i++;
    return true;
  }
  private expect(op: string): void {
    if (!this.eat(op)) throw new SyntaxError(`expected ${op} at ${this.tok.at}, got ${this.show()}`);
  }
  private show(): string {
    const t = this.tok;
    switch (t.kind) {
      case 'num':
        return String(t.value);
      case 'str':
        return JSON.stringify(t.value);
      case 'id':
        return t.name;
      case 'op':
        return t.op;
      case 'eof':
        return 'end';
    }
  }
  private ident(): string {
    const t = this.tok;
    if (t.kind !== 'id') throw new SyntaxError(`expected a name at ${t.at}`);
    this.i++;
    return t.name;
  }
  program(): Stmt[] {
    const out: Stmt[] = [];
    while (this.tok.kind !== 'eof') out.push(this.stmt());
    return out;
  }
  private block(): Stmt[] {
    this.expect('{');
    const out: Stmt[] = [];
    while (!this.is('}')) out.push(this.stmt());
    this.expect('}');
    return out;
  }
  private stmt(): Stmt {
    if (this.eat('let')) {
      const name = this.ident();
      this.expect('=');
      const e = this.expr();
      this.expect(';');
      return { t: 'let', name, e: e.t === 'fn' ? { ...e, name } : e };
    }
    if (this.eat('if')) {
      const c = this.expr();
      const a = this.block();
      return { t: 'if', c, a, b: this.eat('else') ? (this.is('if') ? [this.stmt()] : this.block()) : undefined };
    }
    if (this.eat('while')) return { t: 'while', c: this.expr(), body: this.block() };
    if (this.eat('return')) {
      const e = this.is(';') ? undefined : this.expr();
      this.expect(';');
      return { t: 'ret', e };
    }
    if (this.eat('break')) {
      this.expect(';');
      return { t: 'break' };
    }
    const e = this.expr();
    this.expect(';');
    return { t: 'expr', e };
  }
  private static readonly PREC: Readonly<Record<string, number>> = {
    '=': 1,
    '||': 2,
    '&&': 3,
    '==': 4,
    '!=': 4,
    '<': 5,
    '>': 5,
    '<=': 5,
    '>=': 5,
    '+': 6,
    '-': 6,
    '*': 7,
    '/': 7,
    '%': 7,
  };
  expr(min = 0): Expr {
    let l = this.unary();
    for (;;) {
      const t = this.tok;
      const p = t.kind === 'op' ? Parser.PREC[t.op] : undefined;
      if (p === undefined || p <= min - (t.kind === 'op' && t.op === '=' ? 1 : 0) || p < min) return l;
      const op = (t as { op: string }).op;
      this.i++;
      if (op === '=') {
        if (l.t !== 'var' && l.t !== 'idx') throw new SyntaxError('bad assignment target');
        l = { t: 'assign', target: l, e: this.expr(0) };
      } else l = { t: 'bin', op, l, r: this.expr(p) };
    }
  }
  private unary(): Expr {
    for (const op of ['-', '!']) if (this.eat(op)) return { t: 'un', op, e: this.unary() };
    return this.postfix(this.primary());
  }
  private postfix(e: Expr): Expr {
    for (;;) {
      if (this.eat('(')) {
        const args: Expr[] = [];
        while (!this.eat(')')) {
          args.push(this.expr());
          if (!this.is(')')) this.expect(',');
        }
        e = { t: 'call', f: e, args };
      } else if (this.eat('[')) {
        const i = this.expr();
        this.expect(']');
        e = { t: 'idx', o: e, i };
      } else return e;
    }
  }
  private primary(): Expr {
    const t = this.tok;
    this.i++;
    switch (t.kind) {
      case 'num':
      case 'str':
        return { t: 'lit', v: t.value };
      case 'id':
        return { t: 'var', name: t.name };
      case 'op':
        switch (t.op) {
          case 'true':
          case 'false':
            return { t: 'lit', v: t.op === 'true' };
          case 'nil':
            return { t: 'lit', v: null };
          case '(': {
            const e = this.expr();
            this.expect(')');
            return e;
          }
          case '[': {
            const items: Expr[] = [];
            while (!this.eat(']')) {
              items.push(this.expr());
              if (!this.is(']')) this.expect(',');
            }
            return { t: 'list', items };
          }
          case 'fn': {
            this.expect('(');
            const params: string[] = [];
            while (!this.eat(')')) {
              params.push(this.ident());
              this.eat(',');
            }
            return { t: 'fn', params, body: this.block() };
          }
        }
    }
    this.i--;
    throw new SyntaxError(`unexpected ${this.show()} at ${t.at}`);
  }
}
class Return {
  constructor(readonly value: Value) {}
}
const BREAK = Symbol('break');
function show(v: Value): string {
  if (Array.isArray(v)) return `[${v.map(show).join(', ')}]`;
  if (v instanceof Closure) return `<fn ${v.name}/${v.params.length}>`;
  if (typeof v === 'function') return '<native>';
  return v === null ? 'nil' : String(v);
}
let steps = 0;
function ev(e: Expr, env: Env): Value {
  if (++steps > 100000) throw new Error('too many steps');
  switch (e.t) {
    case 'lit':
      return e.v;
    case 'var':
      return env.get(e.name);
    case 'list':
      return e.items.map((x) => ev(x, env));
    case 'un': {
      const v = ev(e.e, env);
      return e.op === '-' ? -(v as number) : !truthy(v);
    }
    case 'fn':
      return new Closure(e.name ?? 'anonymous', e.params, e.body, env);
    case 'idx': {
      const o = ev(e.o, env),
        i = ev(e.i, env);
      if (!Array.isArray(o) && typeof o !== 'string') throw new TypeError(`cannot index ${show(o)}`);
      return (o as Value[])[i as number] ?? null;
    }
    case 'assign': {
      const v = ev(e.e, env);
      if (e.target.t === 'var') env.set(e.target.name, v);
      else if (e.target.t === 'idx') (ev(e.target.o, env) as Value[])[ev(e.target.i, env) as number] = v;
      return v;
    }
    case 'call': {
      const f = ev(e.f, env);
      const args = e.args.map((a) => ev(a, env));
      return apply(f, args);
    }
    case 'bin': {
      if (e.op === '&&') {
        const l = ev(e.l, env);
        return truthy(l) ? ev(e.r, env) : l;
      }
      if (e.op === '||') {
        const l = ev(e.l, env);
        return truthy(l) ? l : ev(e.r, env);
      }
      const l = ev(e.l, env),
        r = ev(e.r, env);
      switch (e.op) {
        case '==':
          return l === r;
        case '!=':
          return l !== r;
        case '+':
          return typeof l === 'number' && typeof r === 'number'
            ? l + r
            : Array.isArray(l) && Array.isArray(r)
              ? [...l, ...r]
              : show(l) + show(r);
      }
      if (typeof l !== 'number' || typeof r !== 'number')
        throw new TypeError(`bad operands for ${e.op}: ${show(l)}, ${show(r)}`);
      switch (e.op) {
        case '-':
          return l - r;
        case '*':
          return l * r;
        case '/':
          return l / r;
        case '%':
          return l % r;
        case '<':
          return l < r;
        case '>':
          return l > r;
        case '<=':
          return l <= r;
        case '>=':
          return l >= r;
      }
      throw new Error(`unknown operator ${e.op}`);
    }
  }
}
const truthy = (v: Value): boolean => v !== null && v !== false;
function apply(f: Value, args: Value[]): Value {
  if (typeof f === 'function') return f(...args);
  if (!(f instanceof Closure)) throw new TypeError(`${show(f)} is not callable`);
  const env = new Env(f.env);
  f.params.forEach((p, i) => env.define(p, args[i] ?? null));
  try {
    run(f.body, env);
  } catch (x) {
    if (x instanceof Return) return x.value;
    throw x;
  }
  return null;
}
function run(body: readonly Stmt[], env: Env): void {
  for (const s of body) {
    switch (s.t) {
      case 'let':
        env.define(s.name, ev(s.e, env));
        break;
      case 'expr':
        ev(s.e, env);
        break;
      case 'if':
        if (truthy(ev(s.c, env))) run(s.a, new Env(env));
        else if (s.b) run(s.b, new Env(env));
        break;
      case 'while':
        try {
          while (truthy(ev(s.c, env))) run(s.body, new Env(env));
        } catch (x) {
          if (x !== BREAK) throw x;
        }
        break;
      case 'break':
        throw BREAK;
      case 'ret':
        throw new Return(s.e ? ev(s.e, env) : null);
    }
  }
}
function execute(src: string): void {
  const out: string[] = [];
  const g = new Env();
  g.define('print', (...a) => {
    out.push(a.map(show).join(' '));
    return null;
  });
  g.define('len', (x) => (x as Value[] | string).length);
  g.define('push', (x, v) => (x as Value[]).push(v!));
  g.define('map', (x, f) => (x as Value[]).map((v) => apply(f!, [v])));
  try {
    run(new Parser(src).program(), g);
  } catch (e) {
    out.push(
      e instanceof Error
        ? `${e.name}: ${e.message}`
        : e === BREAK
          ? 'stray break'
          : e instanceof Return
            ? `returned ${show(e.value)}`
            : '?',
    );
  }
  console.log(out);
}
execute('print(1 + 2 * 3 - 4 / 8, "a\\tb" + 1, !nil, -2 * -3);');
execute('let fact = fn(n) { if n <= 1 { return 1; } return n * fact(n - 1); }; print(fact(20), fact);');
execute(
  'let mk = fn() { let n = 0; return fn() { n = n + 1; return n; }; }; let a = mk(); let b = mk(); a(); a(); print(a(), b());',
);
execute(
  'let xs = []; let i = 0; while true { if i >= 10 { break; } if i % 3 == 0 { push(xs, i * i); } i = i + 1; } print(xs, len(xs), map(xs, fn(x) { return x / 2; }));',
);
execute('let s = [1, [2, "x"], nil]; s[1][0] = fn(a, b) {}; print(s, s[5], "hey"[1], [1] + [2]);');
execute('print(1); print(undefined_name);');
execute('let x = 1 - "a";');
execute('let y = ;');
execute('let z = 3 # 4;');
execute('break;');
execute('return [1, 2.5e3];');
execute('while true {}');
execute('1(2);');
execute(
  'print(1 < 2 && 2 < 3 || nil == false, nil || 5, false && x); let q = fn(a,b,c) { return [a,b,c]; }; print(q(1), q(1,2,3,4));',
);
