// A small language: regex tokenizer, Pratt parser, tree of discriminated unions, evaluator with scopes and closures.
type TokenKind = 'num' | 'str' | 'id' | 'op' | 'kw' | 'eof';
interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}
const KEYWORDS = new Set(['let', 'fn', 'if', 'else', 'while', 'return', 'true', 'false', 'nil']);
class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(`${message} at ${at}`);
  }
}
function* tokenize(source: string): Generator<Token, void, undefined> {
  const re =
    /\s+|\/\/[^\n]*|(?<num>\d+(?:\.\d+)?)|(?<str>"(?:[^"\\]|\\.)*")|(?<id>[A-Za-z_]\w*)|(?<op>==|!=|<=|>=|&&|\|\||[-+*\/%<>=!(){}\[\],;.])/y;
  while (re.lastIndex < source.length) {
    const at = re.lastIndex;
    const match = re.exec(source);
    if (match === null) throw new SyntaxProblem(`unexpected ${JSON.stringify(source[at])}`, at);
    const { num, str, id, op } = match.groups ?? {};
    if (num !== undefined) yield { kind: 'num', text: num, at };
    else if (str !== undefined) yield { kind: 'str', text: JSON.parse(str) as string, at };
    else if (id !== undefined) yield { kind: KEYWORDS.has(id) ? 'kw' : 'id', text: id, at };
    else if (op !== undefined) yield { kind: 'op', text: op, at };
  }
  yield { kind: 'eof', text: '', at: source.length };
}
type Expr =
  | { type: 'lit'; value: Value }
  | { type: 'var'; name: string }
  | { type: 'assign'; name: string; value: Expr }
  | { type: 'bin'; op: string; left: Expr; right: Expr }
  | { type: 'un'; op: '-' | '!'; arg: Expr }
  | { type: 'call'; callee: Expr; args: Expr[] }
  | { type: 'list'; items: Expr[] }
  | { type: 'index'; object: Expr; index: Expr }
  | { type: 'fn'; params: string[]; body: Stmt[]; name?: string };
type Stmt =
  | { type: 'expr'; expr: Expr }
  | { type: 'let'; name: string; init: Expr }
  | { type: 'if'; test: Expr; then: Stmt[]; else?: Stmt[] }
  | { type: 'while'; test: Expr; body: Stmt[] }
  | { type: 'return'; value?: Expr };
type Callable = { arity: number; call(args: Value[]): Value; toString(): string };
type Value = number | string | boolean | null | Value[] | Callable;
const POWER: Record<string, [left: number, right: number]> = {
  '||': [1, 2],
  '&&': [3, 4],
  '==': [5, 6],
  '!=': [5, 6],
  '<': [7, 8],
  '>': [7, 8],
  '<=': [7, 8],
  '>=': [7, 8],
  '+': [9, 10],
  '-': [9, 10],
  '*': [11, 12],
  '/': [11, 12],
  '%': [11, 12],
};
class Parser {
  #tokens: Token[];
  #pos = 0;
  constructor(source: string) {
    this.#tokens = [...tokenize(source)];
  }
  get #peek(): Token {
    return this.#tokens[this.#pos]!;
  }
  #next(): Token {
    return this.#tokens[this.#pos++]!;
  }
  #is(text: string): boolean {
    return this.#peek.text === text && this.#peek.kind !== 'str';
  }
  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#pos++;
    return true;
  }
  #expect(text: string): void {
    if (!this.#accept(text))
      throw new SyntaxProblem(`expected ${text}, got ${this.#peek.text || 'end'}`, this.#peek.at);
  }
  program(): Stmt[] {
    const out: Stmt[] = [];
    while (this.#peek.kind !== 'eof') out.push(this.#stmt());
    return out;
  }
  #block(): Stmt[] {
    this.#expect('{');
    const out: Stmt[] = [];
    while (!this.#accept('}')) out.push(this.#stmt());
    return out;
  }
  #stmt(): Stmt {
    if (this.#accept('let')) {
      const name = this.#next().text;
      this.#expect('=');
      const init = this.#expr(0);
      this.#expect(';');
      return { type: 'let', name, init };
    }
    if (this.#accept('if')) {
      const test = this.#expr(0),
        then = this.#block();
      return this.#accept('else')
        ? { type: 'if', test, then, else: this.#is('if') ? [this.#stmt()] : this.#block() }
        : { type: 'if', test, then };
    }
    if (this.#accept('while')) return { type: 'while', test: this.#expr(0), body: this.#block() };
    if (this.#accept('return')) {
      if (this.#accept(';')) return { type: 'return' };
      const value = this.#expr(0);
      this.#expect(';');
      return { type: 'return', value };
    }
    const expr = this.#expr(0);
    this.#expect(';');
    return { type: 'expr', expr };
  }
  #expr(min: number): Expr {
    let left = this.#prefix();
    for (;;) {
      if (this.#accept('(')) {
        const args = this.#list(')');
        left = { type: 'call', callee: left, args };
        continue;
      }
      if (this.#accept('[')) {
        const index = this.#expr(0);
        this.#expect(']');
        left = { type: 'index', object: left, index };
        continue;
      }
      if (min === 0 && left.type === 'var' && this.#is('=')) {
        this.#next();
        left = { type: 'assign', name: left.name, value: this.#expr(0) };
        continue;
      }
      const power = this.#peek.kind === 'op' ? POWER[this.#peek.text] : undefined;
      if (!power || power[0] < min) return left;
      left = { type: 'bin', op: this.#next().text, left, right: this.#expr(power[1]) };
    }
  }
  #list(end: string): Expr[] {
    const out: Expr[] = [];
    while (!this.#accept(end)) {
      out.push(this.#expr(0));
      if (!this.#is(end)) this.#expect(',');
    }
    return out;
  }
  #prefix(): Expr {
    const t = this.#next();
    switch (t.kind) {
      case 'num':
        return { type: 'lit', value: Number(t.text) };
      case 'str':
        return { type: 'lit', value: t.text };
      case 'id':
        return { type: 'var', name: t.text };
      case 'kw':
        if (t.text === 'true' || t.text === 'false') return { type: 'lit', value: t.text === 'true' };
        if (t.text === 'nil') return { type: 'lit', value: null };
        if (t.text === 'fn') {
          const name = this.#peek.kind === 'id' ? this.#next().text : undefined;
          this.#expect('(');
          const params = this.#list(')').map((e) => {
            if (e.type !== 'var') throw new SyntaxProblem('bad parameter', t.at);
            return e.name;
          });
          return { type: 'fn', params, body: this.#block(), ...(name !== undefined && { name }) };
        }
        break;
      case 'op':
        if (t.text === '(') {
          const e = this.#expr(0);
          this.#expect(')');
          return e;
        }
        if (t.text === '[') return { type: 'list', items: this.#list(']') };
        if (t.text === '-' || t.text === '!') return { type: 'un', op: t.text, arg: this.#expr(13) };
    }
    throw new SyntaxProblem(`unexpected ${t.text || 'end'}`, t.at);
  }
}
class Scope {
  readonly #vars = new Map<string, Value>();
  constructor(readonly parent: Scope | null = null) {}
  define(name: string, value: Value): this {
    this.#vars.set(name, value);
    return this;
  }
  find(name: string): Scope {
    for (let s: Scope | null = this; s; s = s.parent) if (s.#vars.has(name)) return s;
    throw new ReferenceError(`${name} is not defined`);
  }
  get(name: string): Value {
    return this.find(name).#vars.get(name)!;
  }
  set(name: string, value: Value): void {
    this.find(name).#vars.set(name, value);
  }
}
class ReturnSignal {
  constructor(readonly value: Value) {}
}
const show = (v: Value): string =>
  v === null
    ? 'nil'
    : Array.isArray(v)
      ? `[${v.map(show).join(', ')}]`
      : typeof v === 'string'
        ? JSON.stringify(v)
        : String(v);
const truthy = (v: Value): boolean => v !== null && v !== false;
function evaluate(e: Expr, scope: Scope): Value {
  switch (e.type) {
    case 'lit':
      return e.value;
    case 'var':
      return scope.get(e.name);
    case 'assign': {
      const value = evaluate(e.value, scope);
      scope.set(e.name, value);
      return value;
    }
    case 'un': {
      const v = evaluate(e.arg, scope);
      return e.op === '!' ? !truthy(v) : -(v as number);
    }
    case 'list':
      return e.items.map((i) => evaluate(i, scope));
    case 'index': {
      const o = evaluate(e.object, scope),
        i = evaluate(e.index, scope) as number;
      return (o as Value[] | string)[i] ?? null;
    }
    case 'bin': {
      if (e.op === '&&') {
        const l = evaluate(e.left, scope);
        return truthy(l) ? evaluate(e.right, scope) : l;
      }
      if (e.op === '||') {
        const l = evaluate(e.left, scope);
        return truthy(l) ? l : evaluate(e.right, scope);
      }
      const l = evaluate(e.left, scope),
        r = evaluate(e.right, scope);
      switch (e.op) {
        case '+':
          return typeof l === 'string' || typeof r === 'string'
            ? `${typeof l === 'string' ? l : show(l)}${typeof r === 'string' ? r : show(r)}`
            : (l as number) + (r as number);
        case '-':
          return (l as number) - (r as number);
        case '*':
          return (l as number) * (r as number);
        case '/':
          return (l as number) / (r as number);
        case '%':
          return (l as number) % (r as number);
        case '==':
          return l === r;
        case '!=':
          return l !== r;
        case '<':
          return (l as number) < (r as number);
        case '>':
          return (l as number) > (r as number);
        case '<=':
          return (l as number) <= (r as number);
        case '>=':
          return (l as number) >= (r as number);
        default:
          throw new TypeError(`bad operator ${e.op}`);
      }
    }
    case 'call': {
      const f = evaluate(e.callee, scope);
      if (typeof f !== 'object' || f === null || Array.isArray(f)) throw new TypeError(`${show(f)} is not callable`);
      const args = e.args.map((a) => evaluate(a, scope));
      if (f.arity >= 0 && f.arity !== args.length)
        throw new RangeError(`${f} wants ${f.arity} arguments, got ${args.length}`);
      return f.call(args);
    }
    case 'fn': {
      const closure = new Scope(scope);
      const f: Callable = {
        arity: e.params.length,
        call: (args) => {
          const local = new Scope(closure);
          e.params.forEach((p, i) => local.define(p, args[i]!));
          try {
            run(e.body, local);
          } catch (s) {
            if (s instanceof ReturnSignal) return s.value;
            throw s;
          }
          return null;
        },
        toString: () => `<fn ${e.name ?? 'anonymous'}>`,
      };
      if (e.name) {
        closure.define(e.name, f);
        scope.define(e.name, f);
      }
      return f;
    }
    default: {
      const never: never = e;
      throw new Error(`unreachable ${never}`);
    }
  }
}
function run(stmts: readonly Stmt[], scope: Scope): void {
  for (const s of stmts)
    switch (s.type) {
      case 'expr':
        evaluate(s.expr, scope);
        break;
      case 'let':
        scope.define(s.name, evaluate(s.init, scope));
        break;
      case 'if':
        if (truthy(evaluate(s.test, scope))) run(s.then, new Scope(scope));
        else if (s.else) run(s.else, new Scope(scope));
        break;
      case 'while':
        while (truthy(evaluate(s.test, scope))) run(s.body, new Scope(scope));
        break;
      case 'return':
        throw new ReturnSignal(s.value ? evaluate(s.value, scope) : null);
    }
}
const output: string[] = [];
const builtins = (): Scope =>
  new Scope()
    .define('print', {
      arity: -1,
      call: (args) => {
        output.push(args.map((a) => (typeof a === 'string' ? a : show(a))).join(' '));
        return null;
      },
      toString: () => '<fn print>',
    })
    .define('len', { arity: 1, call: ([v]) => (v as Value[] | string).length, toString: () => '<fn len>' })
    .define('push', {
      arity: 2,
      call: ([l, v]) => {
        (l as Value[]).push(v!);
        return l!;
      },
      toString: () => '<fn push>',
    });
const programs = [
  'print(1 + 2 * 3 - -4 / 2, "a" + 1, !true || nil == nil, 7 % 4);',
  'fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }; print(fib(15), fib);',
  'let make = fn() { let n = 0; return fn() { n = n + 1; return n; }; }; let a = make(); let b = make(); a(); a(); print(a(), b());',
  'let xs = []; let i = 0; while i < 5 { push(xs, i * i); i = i + 1; } print(xs, len(xs), xs[2], xs[9], "héllo"[1]);',
  'fn grade(x) { if x >= 90 { return "A"; } else if x >= 80 { return "B"; } else { return "C"; } }; print(grade(95), grade(85), grade(1));',
  'print(missing);',
  'let x = 5; x(1);',
  'fn f(a, b) { return a; }; f(1);',
  'let = 5;',
  'print("open);',
  '@',
  'let z = fn(1) {};',
];
for (const source of programs) {
  try {
    run(new Parser(source).program(), builtins());
    console.log(output.splice(0).join('|'));
  } catch (e) {
    console.log(e instanceof Error ? `${e.name}: ${e.message}` : e, e instanceof SyntaxProblem ? e.at : '');
  }
}
console.log(JSON.stringify(new Parser('let a = fn(x) { return [x, -x]; };').program()));
