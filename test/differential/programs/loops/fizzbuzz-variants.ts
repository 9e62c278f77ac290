// FizzBuzz by conditionals, strings, arrays, generators, recursion and maps.
const f1 = (n: number): string => (n % 15 === 0 ? 'FizzBuzz' : n % 5 === 0 ? 'Buzz' : n % 3 === 0 ? 'Fizz' : String(n));
const f2 = (n: number): string => (n % 3 ? '' : 'Fizz') + (n % 5 ? '' : 'Buzz') || `${n}`;
const rules = new Map([[3, 'Fizz'], [5, 'Buzz'], [7, 'Bang']]);
const f3 = (n: number): string => [...rules].filter(([k]) => n % k === 0).map(([, v]) => v).join('') || n.toString();
function* f4(): Generator<string | number> {
  for (let n = 1; ; n++) yield [n, 'Fizz', 'Buzz', 'FizzBuzz'][Number(n % 3 === 0) + 2 * Number(n % 5 === 0)];
}
const f5 = (n: number, end: number): string[] => (n > end ? [] : [f1(n), ...f5(n + 1, end)]);
const ns = Array.from({ length: 21 }, (_, i) => i + 1);
console.log(ns.map(f1).join(' '), ns.every((n) => f1(n) === f2(n)), ns.map(f3).slice(-4), [...f4().take(6)], f5(1, 15).join() === ns.slice(0, 15).map(f1).join());
