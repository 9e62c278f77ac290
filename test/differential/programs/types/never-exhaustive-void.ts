// never, void, unknown results and exhaustive helper functions.
type Cmd = { op: 'add'; n: number } | { op: 'neg' } | { op: 'log'; text: string };
const unreachable = (x: never): never => {
  throw new Error(`unreachable ${JSON.stringify(x)}`);
};
let acc = 0;
const run = (c: Cmd): number | void => {
  switch (c.op) {
    case 'add':
      return (acc += c.n);
    case 'neg':
      acc = -acc;
      return;
    case 'log':
      return console.log(c.text, acc);
    default:
      return unreachable(c);
  }
};
console.log([{ op: 'add', n: 5 }, { op: 'neg' }, { op: 'log', text: 'acc' }].map((c) => run(c as Cmd)));
try {
  run({ op: 'zap' } as unknown as Cmd);
} catch (e) {
  console.log((e as Error).message);
}
const fail = (m: string): never => {
  throw new RangeError(m);
};
const positive = (n: number): number => (n > 0 ? n : fail(`not positive: ${n}`));
const each = (xs: number[], f: (n: number) => void): void => xs.forEach(f);
const seen: number[] = [];
each([1, 2], (n) => seen.push(n));
console.log(seen, positive(3), ((): unknown => undefined)(), ((): void => {})());
try {
  positive(-1);
} catch (e) {
  console.log((e as Error).name);
}
