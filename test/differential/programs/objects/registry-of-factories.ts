// Dictionaries of functions and constructors: dispatch by computed keys, defaults and missing entries.
class Circle {
  constructor(readonly r: number) {}
  area = (): number => 3 * this.r ** 2;
}
class Sq {
  constructor(readonly s: number) {}
  area = (): number => this.s ** 2;
}
const kinds = { circle: Circle, sq: Sq };
const make = (k: keyof typeof kinds, n: number) => new kinds[k](n);
const ops: Record<string, ((a: number, b: number) => number) | undefined> = { '+': (a, b) => a + b, '-': (a, b) => a - b, max: Math.max, pow: Math.pow };
ops['%'] = (a, b) => a % b;
delete ops['-'];
console.log(make('circle', 2).area(), make('sq', 3), Object.keys(ops), ['+', '-', 'max', '%', 'pow'].map((o) => ops[o]?.(7, 4) ?? 'missing'));
const cmds = { help: () => Object.keys(cmds).join(), echo: (...a: string[]) => a.join(' '), count: (() => { let n = 0; return () => String(++n); })() };
const run = (line: string): string => { const [c, ...args] = line.split(' '); return c in cmds ? cmds[c as keyof typeof cmds](...args) : `unknown ${c}`; };
console.log(['help', 'echo a b', 'count', 'count', 'nope', 'toString'].map(run));
const table = Object.entries({ a: 1, b: 2 }).map(([k, v]) => ({ [k]: v, [`${k}${k}`]: [v] }));
console.log(table, Object.assign({}, ...table), table.map((t) => Object.keys(t)));
