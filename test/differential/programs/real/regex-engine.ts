// A regular expression engine: parser to AST, Thompson NFA, DFA by subsets with caching, and a backtracking matcher for captures.
type Ast =
  | { t: 'char'; test: (c: string) => boolean; text: string }
  | { t: 'cat'; items: Ast[] }
  | { t: 'alt'; options: Ast[] }
  | { t: 'repeat'; item: Ast; min: number; max: number }
  | { t: 'group'; item: Ast; index: number }
  | { t: 'empty' };

class PatternParser {
  #at = 0;
  groups = 0;
  constructor(private readonly src: string) {}
  parse(): Ast {
    const ast = this.#alternatives();
    if (this.#at < this.src.length) throw new SyntaxError(`unmatched ) at ${this.#at}`);
    return ast;
  }
  #alternatives(): Ast {
    const options = [this.#sequence()];
    while (this.src[this.#at] === '|') {
      this.#at++;
      options.push(this.#sequence());
    }
    return options.length === 1 ? options[0] : { t: 'alt', options };
  }
  #sequence(): Ast {
    const items: Ast[] = [];
    while (this.#at < this.src.length && this.src[this.#at] !== '|' && this.src[this.#at] !== ')') items.push(this.#repeated());
    return items.length === 0 ? { t: 'empty' } : items.length === 1 ? items[0] : { t: 'cat', items };
  }
  #repeated(): Ast {
    let item = this.#atom();
    for (;;) {
      const c = this.src[this.#at];
      if (c === '*') item = { t: 'repeat', item, min: 0, max: Infinity };
      else if (c === '+') item = { t: 'repeat', item, min: 1, max: Infinity };
      else if (c === '?') item = { t: 'repeat', item, min: 0, max: 1 };
      else {
        const m = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.src.slice(this.#at));
        if (!m) return item;
        this.#at += m[0].length - 1;
        item = { t: 'repeat', item, min: Number(m[1]), max: m[2] ? (m[3] ? Number(m[3]) : Infinity) : Number(m[1]) };
      }
      this.#at++;
    }
  }
  #atom(): Ast {
    const c = this.src[this.#at++];
    switch (c) {
      case '(': {
        const index = ++this.groups;
        const item = this.#alternatives();
        if (this.src[this.#at++] !== ')') throw new SyntaxError('missing )');
        return { t: 'group', item, index };
      }
      case '[':
        return this.#set();
      case '.':
        return { t: 'char', test: (x) => x !== '\n', text: '.' };
      case '*':
      case '+':
      case '?':
        throw new SyntaxError(`nothing to repeat at ${this.#at - 1}`);
      case '\\':
        return this.#escape(this.src[this.#at++]);
      default:
        return { t: 'char', test: (x) => x === c, text: c };
    }
  }
  #escape(c: string | undefined): Ast & { t: 'char' } {
    const classes: Record<string, (x: string) => boolean> = { d: (x) => x >= '0' && x <= '9', w: (x) => /\w/.test(x), s: (x) => x.trim() === '' };
    if (c === undefined) throw new SyntaxError('trailing \\');
    const test = classes[c] ?? ((x: string) => x === c);
    return { t: 'char', test, text: `\\${c}` };
  }
  #set(): Ast {
    const start = this.#at;
    const negate = this.src[this.#at] === '^' && this.#at++ >= 0;
    const tests: ((c: string) => boolean)[] = [];
    while (this.src[this.#at] !== ']') {
      const lo = this.src[this.#at++];
      if (lo === undefined) throw new SyntaxError('missing ]');
      if (lo === '\\') tests.push(this.#escape(this.src[this.#at++]).test);
      else if (this.src[this.#at] === '-' && this.src[this.#at + 1] !== ']') {
        const hi = this.src[this.#at + 1];
        this.#at += 2;
        tests.push((c) => c >= lo && c <= hi);
      } else tests.push((c) => c === lo);
    }
    this.#at++;
    return { t: 'char', test: (c) => tests.some((t) => t(c)) !== negate, text: `[${this.src.slice(start, this.#at)}` };
  }
}

interface State {
  id: number;
  edges: { test: (c: string) => boolean; to: State }[];
  epsilon: State[];
}

class Nfa {
  readonly states: State[] = [];
  readonly start: State;
  readonly accept: State;
  readonly #cache = new Map<string, Set<State>>();
  constructor(ast: Ast) {
    this.accept = this.#state();
    this.start = this.#build(ast, this.accept);
  }
  #state(): State {
    const s: State = { id: this.states.length, edges: [], epsilon: [] };
    this.states.push(s);
    return s;
  }
  #build(ast: Ast, next: State): State {
    switch (ast.t) {
      case 'empty':
        return next;
      case 'char': {
        const s = this.#state();
        s.edges.push({ test: ast.test, to: next });
        return s;
      }
      case 'cat':
        return ast.items.reduceRight((to, item) => this.#build(item, to), next);
      case 'alt': {
        const s = this.#state();
        s.epsilon.push(...ast.options.map((o) => this.#build(o, next)));
        return s;
      }
      case 'group':
        return this.#build(ast.item, next);
      case 'repeat': {
        let to = next;
        if (ast.max === Infinity) {
          const loop = this.#state();
          loop.epsilon.push(this.#build(ast.item, loop), next);
          to = loop;
        } else {
          for (let i = ast.min; i < ast.max; i++) {
            const s = this.#state();
            s.epsilon.push(this.#build(ast.item, to), next);
            to = s;
          }
        }
        for (let i = 0; i < ast.min; i++) to = this.#build(ast.item, to);
        return to;
      }
    }
  }
  #closure(states: Iterable<State>): Set<State> {
    const out = new Set(states);
    for (const s of out) for (const e of s.epsilon) out.add(e);
    return out;
  }
  match(text: string): number {
    let current = this.#closure([this.start]);
    let longest = current.has(this.accept) ? 0 : -1;
    for (let i = 0; i < text.length && current.size > 0; i++) {
      const key = `${[...current].map((s) => s.id).sort((a, b) => a - b).join()}|${text[i]}`;
      let next = this.#cache.get(key);
      if (!next) {
        next = this.#closure([...current].flatMap((s) => s.edges.filter((e) => e.test(text[i])).map((e) => e.to)));
        this.#cache.set(key, next);
      }
      current = next;
      if (current.has(this.accept)) longest = i + 1;
    }
    return longest;
  }
  get cached(): number {
    return this.#cache.size;
  }
}

type Captures = readonly (readonly [number, number] | undefined)[];
function backtrack(ast: Ast, text: string, at: number, caps: Captures, k: (at: number, caps: Captures) => Captures | null): Captures | null {
  switch (ast.t) {
    case 'empty':
      return k(at, caps);
    case 'char':
      return at < text.length && ast.test(text[at]) ? k(at + 1, caps) : null;
    case 'cat': {
      const go = (i: number, p: number, c: Captures): Captures | null => (i === ast.items.length ? k(p, c) : backtrack(ast.items[i], text, p, c, (p2, c2) => go(i + 1, p2, c2)));
      return go(0, at, caps);
    }
    case 'alt':
      for (const o of ast.options) {
        const r = backtrack(o, text, at, caps, k);
        if (r) return r;
      }
      return null;
    case 'group':
      return backtrack(ast.item, text, at, caps, (end, c) => k(end, c.with(ast.index, [at, end])));
    case 'repeat': {
      const go = (n: number, p: number, c: Captures): Captures | null => {
        if (n < ast.max) {
          const r = backtrack(ast.item, text, p, c, (p2, c2) => (p2 === p && n >= ast.min ? null : go(n + 1, p2, c2)));
          if (r) return r;
        }
        return n >= ast.min ? k(p, c) : null;
      };
      return go(0, at, caps);
    }
  }
}

function exec(pattern: string, text: string): (string | undefined)[] | null {
  const parser = new PatternParser(pattern);
  const ast = parser.parse();
  for (let at = 0; at <= text.length; at++) {
    const caps = backtrack(ast, text, at, new Array<undefined>(parser.groups + 1).fill(undefined), (end, c) => c.with(0, [at, end]));
    if (caps) return caps.map((c) => c && text.slice(...c));
  }
  return null;
}

const cases: [pattern: string, ...texts: string[]][] = [
  ['a(b|c)*d', 'abcbd', 'ad', 'abx'],
  ['(a+)(b?)', 'xaab', 'aaa'],
  ['[a-c]{2,3}x', 'aax', 'abcx', 'ax', 'abcax'],
  ['(\\d+)-(\\w+)', 'id 42-foo!', '-'],
  ['[^aeiou\\s]+', 'aeb cd', ''],
  ['(a|ab)(c|bcd)(d*)', 'abcd'],
  ['x*', 'xxx', 'y'],
  ['(x+x+)+y', 'xxxxxxy', 'xxxxxxxx'],
  ['h.t{2}|', 'hott', 'hat'],
];
for (const [pattern, ...texts] of cases) {
  const nfa = new Nfa(new PatternParser(pattern).parse());
  for (const text of texts) {
    const ours = exec(pattern, text);
    const theirs = new RegExp(pattern).exec(text);
    console.log(pattern, JSON.stringify(text), JSON.stringify(ours), JSON.stringify(ours) === JSON.stringify(theirs && [...theirs]), nfa.match(text));
  }
  console.log(' ', nfa.states.length, nfa.cached > 0);
}
for (const bad of ['(a', 'a)', '*', '[a', '\\']) {
  try {
    new PatternParser(bad).parse();
  } catch (e) {
    console.log(bad, (e as Error).message);
  }
}
