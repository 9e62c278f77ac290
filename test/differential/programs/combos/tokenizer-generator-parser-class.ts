// A generator tokenizer feeding a class parser through an iterator with one token of look-ahead.
type Tok = { k: 'num' | 'id' | 'op'; v: string; at: number };
function* lex(src: string): Generator<Tok, Tok> {
  const re = /\s*(?:(?<num>\d+(?:\.\d+)?)|(?<id>[a-z]+)|(?<op>[-+*/()=,]))/gy;
  for (let m = re.exec(src); m; m = re.exec(src)) {
    const [k, v] = Object.entries(m.groups!).find(([, t]) => t !== undefined)! as [Tok['k'], string];
    yield { k, v, at: m.index };
  }
  const rest = src.slice(re.lastIndex).trim();
  return { k: 'op', v: 'end', at: src.length };
}
class Calc {
  readonly vars: Record<string, number> = { pi: 3.14 };
  #it!: Iterator<Tok, Tok>;
  #tok!: Tok;
  #next(): Tok {
    const t = this.#tok;
    this.#tok = this.#it.next().value;
    return t;
  }
  #accept = (v: string): boolean => this.#tok?.v === v && (this.#next(), true);
  run(src: string): number {
    this.#it = lex(src);
    this.#next();
    const v = this.#expr();
    if (this.#tok.v !== 'end') throw new SyntaxError(`unexpected ${this.#tok.v} at ${this.#tok.at}`);
    return v;
  }
  #expr(): number {
    let v = this.#term();
    for (;;) {
      if (this.#accept('+')) v += this.#term();
      else if (this.#accept('-')) v -= this.#term();
      else return v;
    }
  }
  #term(): number {
    let v = this.#atom();
    for (;;) {
      if (this.#accept('*')) v *= this.#atom();
      else if (this.#accept('/')) v /= this.#atom();
      else return v;
    }
  }
  #atom(): number {
    if (this.#accept('-')) return -this.#atom();
    if (this.#accept('(')) {
      const v = this.#expr();
      if (!this.#accept(')')) throw new SyntaxError('expected )');
      return v;
    }
    const t = this.#next();
    if (t.k === 'num') return Number(t.v);
    if (t.k !== 'id') throw new SyntaxError(`unexpected ${t.v}`);
    if (this.#accept('=')) return (this.vars[t.v] = this.#expr());
    return this.vars[t.v] ?? NaN;
  }
}
const c = new Calc();
for (const s of ['1 + 2 * 3', 'x = (4 - 1) * 2', 'x / 4 + pi', '-x--1', 'y', 'a = b = 2', 'a + b', '1 +', '(2', '1 2']) {
  try {
    console.log(s, c.run(s));
  } catch (e) {
    console.log(s, String(e));
  }
}
console.log(c.vars);
