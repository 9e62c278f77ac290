// A spreadsheet: formulas with ranges and functions, dependency tracking, recalculation in order, cycles and errors as values.
type CellValue = number | string | boolean | FormulaError | null;
class FormulaError {
  constructor(readonly code: '#REF!' | '#DIV/0!' | '#VALUE!' | '#NAME?' | '#CYCLE!') {}
  toString(): string {
    return this.code;
  }
}
type Ast =
  | { t: 'value'; v: CellValue }
  | { t: 'ref'; name: string }
  | { t: 'range'; from: string; to: string }
  | { t: 'call'; f: string; args: Ast[] }
  | { t: 'op'; op: string; l: Ast; r: Ast }
  | { t: 'neg'; e: Ast };

const columnOf = (s: string): number => [...s].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0);
const columnName = (n: number): string => (n <= 0 ? '' : columnName(Math.floor((n - 1) / 26)) + String.fromCharCode(65 + ((n - 1) % 26)));
const position = (name: string): [col: number, row: number] => {
  const [, c, r] = /^([A-Z]+)(\d+)$/.exec(name)!;
  return [columnOf(c), Number(r)];
};
function* cellsIn(from: string, to: string): Generator<string> {
  const [[c1, r1], [c2, r2]] = [position(from), position(to)];
  for (let r = Math.min(r1, r2); r <= Math.max(r1, r2); r++) for (let c = Math.min(c1, c2); c <= Math.max(c1, c2); c++) yield columnName(c) + r;
}

function parseFormula(text: string): Ast {
  const tokens = text.match(/"[^"]*"|[A-Z]+\d+|[A-Z]+(?=\()|\d+(?:\.\d+)?|<=|>=|<>|[-+*/^&=<>(),:]|\S/g) ?? [];
  let at = 0;
  const LEVELS = [['=', '<>', '<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/'], ['^']];
  const level = (n: number): Ast => {
    if (n === LEVELS.length) return unary();
    let l = level(n + 1);
    while (LEVELS[n].includes(tokens[at])) {
      const op = tokens[at++];
      l = { t: 'op', op, l, r: op === '^' ? level(n) : level(n + 1) };
    }
    return l;
  };
  const unary = (): Ast => (tokens[at] === '-' ? (at++, { t: 'neg', e: unary() }) : atom());
  const atom = (): Ast => {
    const t = tokens[at++];
    if (t === undefined) throw new SyntaxError('unexpected end');
    if (t === '(') {
      const e = level(0);
      if (tokens[at++] !== ')') throw new SyntaxError('expected )');
      return e;
    }
    if (t.startsWith('"')) return { t: 'value', v: t.slice(1, -1) };
    if (/^\d/.test(t)) return { t: 'value', v: Number(t) };
    if (/^[A-Z]+\d+$/.test(t)) {
      if (tokens[at] !== ':') return { t: 'ref', name: t };
      at += 2;
      return { t: 'range', from: t, to: tokens[at - 1] };
    }
    if (tokens[at] === '(') {
      const args: Ast[] = [];
      at++;
      while (tokens[at] !== ')') {
        args.push(level(0));
        if (tokens[at] === ',') at++;
        else if (tokens[at] !== ')') throw new SyntaxError(`unexpected ${tokens[at] ?? 'end'}`);
      }
      at++;
      return { t: 'call', f: t, args };
    }
    throw new SyntaxError(`unexpected ${t}`);
  };
  const ast = level(0);
  if (at < tokens.length) throw new SyntaxError(`unexpected ${tokens[at]}`);
  return ast;
}

const numbers = (vs: CellValue[]): number[] => vs.filter((v) => typeof v === 'number');
const FUNCTIONS: Record<string, (args: CellValue[][]) => CellValue> = {
  SUM: (a) => numbers(a.flat()).reduce((x, y) => x + y, 0),
  AVG: (a) => {
    const ns = numbers(a.flat());
    return ns.length ? ns.reduce((x, y) => x + y) / ns.length : new FormulaError('#DIV/0!');
  },
  MAX: (a) => Math.max(...numbers(a.flat())),
  COUNT: (a) => numbers(a.flat()).length,
  IF: ([[c], [t = null], [e = null] = []]) => (c ? t : e),
  LEN: ([[s]]) => String(s ?? '').length,
  UPPER: ([[s]]) => String(s ?? '').toUpperCase(),
  ROUND: ([[n], [p = 0] = []]) => Number((n as number).toFixed(p as number)),
  IFERROR: ([[v], [d]]) => (v instanceof FormulaError ? d : v),
};

class Sheet {
  readonly #formulas = new Map<string, Ast>();
  readonly #values = new Map<string, CellValue>();
  readonly #dependents = new Map<string, Set<string>>();
  recalculated: string[] = [];

  set(name: string, input: string | number | boolean | null): this {
    for (const set of this.#dependents.values()) set.delete(name);
    this.#formulas.delete(name);
    if (typeof input === 'string' && input.startsWith('=')) {
      const ast = parseFormula(input.slice(1));
      this.#formulas.set(name, ast);
      for (const r of this.#references(ast)) {
        const set = this.#dependents.get(r) ?? new Set();
        this.#dependents.set(r, set.add(name));
      }
    } else if (input === null) this.#values.delete(name);
    else this.#values.set(name, input);
    this.#recalculate(name);
    return this;
  }
  *#references(a: Ast): Generator<string> {
    if (a.t === 'ref') yield a.name;
    else if (a.t === 'range') yield* cellsIn(a.from, a.to);
    else if (a.t === 'call') for (const x of a.args) yield* this.#references(x);
    else if (a.t === 'neg') yield* this.#references(a.e);
    else if (a.t === 'op') {
      yield* this.#references(a.l);
      yield* this.#references(a.r);
    }
  }
  #recalculate(start: string): void {
    const order: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const cyclic = new Set<string>();
    const visit = (n: string): void => {
      if (state.get(n) === 'done') return;
      if (state.get(n) === 'open') {
        for (const [k, s] of state) if (s === 'open') cyclic.add(k);
        return;
      }
      state.set(n, 'open');
      for (const d of this.#dependents.get(n) ?? []) visit(d);
      state.set(n, 'done');
      order.unshift(n);
    };
    visit(start);
    this.recalculated = order.filter((n) => this.#formulas.has(n));
    for (const n of this.recalculated) this.#values.set(n, cyclic.has(n) ? new FormulaError('#CYCLE!') : this.#evaluate(this.#formulas.get(n)!)[0]);
  }
  #evaluate(a: Ast): CellValue[] {
    switch (a.t) {
      case 'value':
        return [a.v];
      case 'ref':
        return [this.get(a.name)];
      case 'range':
        return [...cellsIn(a.from, a.to)].map((n) => this.get(n));
      case 'neg': {
        const [v] = this.#evaluate(a.e);
        return [typeof v === 'number' ? -v : v instanceof FormulaError ? v : new FormulaError('#VALUE!')];
      }
      case 'call': {
        const f = FUNCTIONS[a.f];
        if (!f) return [new FormulaError('#NAME?')];
        const args = a.args.map((x) => this.#evaluate(x));
        const error = a.f === 'IFERROR' ? undefined : args.flat().find((v) => v instanceof FormulaError);
        return [error ?? f(args)];
      }
      case 'op': {
        const [[l], [r]] = [this.#evaluate(a.l), this.#evaluate(a.r)];
        for (const v of [l, r]) if (v instanceof FormulaError) return [v];
        if (a.op === '&') return [`${l ?? ''}${r ?? ''}`];
        if (a.op === '=') return [l === r];
        if (a.op === '<>') return [l !== r];
        const [x, y] = [l ?? 0, r ?? 0];
        if (typeof x !== 'number' || typeof y !== 'number') return [new FormulaError('#VALUE!')];
        if (a.op === '/' && y === 0) return [new FormulaError('#DIV/0!')];
        const results: Record<string, CellValue> = { '+': x + y, '-': x - y, '*': x * y, '/': x / y, '^': x ** y, '<': x < y, '>': x > y, '<=': x <= y, '>=': x >= y };
        return [results[a.op]];
      }
    }
  }
  get(name: string): CellValue {
    return this.#values.get(name) ?? null;
  }
  print(to: string): string {
    const [cols, rows] = position(to);
    const show = (v: CellValue): string => (v === null ? '' : typeof v === 'number' ? String(Math.round(v * 1000) / 1000) : String(v));
    const lines: string[] = [];
    for (let r = 1; r <= rows; r++) lines.push(Array.from({ length: cols }, (_, c) => show(this.get(columnName(c + 1) + r)).padStart(9)).join('|'));
    return lines.join('\n');
  }
}

const sheet = new Sheet();
sheet.set('A1', 10).set('A2', 20).set('A3', '=A1+A2*2').set('B1', '=SUM(A1:A3)').set('B2', '=AVG(A1:A3)/3').set('B3', '=IF(B1>70,"big","small")');
sheet.set('C1', '=UPPER(B3)&"-"&LEN("four")').set('C2', '=2^3^2').set('C3', '=-(A1-15)*2').set('D1', '=A1/Z9').set('D2', '=D1+1').set('D3', '=IFERROR(D2,"oops")');
console.log(sheet.print('D3'));
sheet.set('A1', 1.5);
console.log(sheet.recalculated.toSorted(), sheet.print('D3'));
sheet.set('E1', '=E2').set('E2', '=E3+1').set('E3', '=E1').set('E4', '=FOO(1)+1').set('E5', '="a"*2').set('E6', '=COUNT(A1:C3)&":"&MAX(A1:A3)');
console.log(['E1', 'E2', 'E3', 'E4', 'E5', 'E6'].map((n) => `${sheet.get(n)}`));
sheet.set('E3', 7);
console.log(['E1', 'E2', 'E3'].map((n) => sheet.get(n)), sheet.recalculated);
for (const bad of ['=1+', '=(1', '=SUM(1 2)', '=)', '=1 $ 2']) {
  try {
    sheet.set('Z1', bad);
  } catch (e) {
    console.log(bad, (e as Error).message);
  }
}
console.log([1, 26, 27, 52, 703].map(columnName), ['A', 'Z', 'AA', 'AAA'].map(columnOf), [...cellsIn('B2', 'A1')], sheet.get('Q1'));
