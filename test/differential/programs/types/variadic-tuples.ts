// Variadic tuples, rest generics, parameters of functions as types.
const concat = <A extends readonly unknown[], B extends readonly unknown[]>(a: A, b: B): [...A, ...B] => [...a, ...b];
console.log(concat([1, 'a'] as const, [true] as const), concat([], [1]));
const bindFirst = <A, R extends unknown[], O>(f: (a: A, ...r: R) => O, a: A) => (...r: R): O => f(a, ...r);
console.log(bindFirst((a: number, b: string, c: boolean) => `${a}${b}${c}`, 1)('x', true));
function timed<P extends unknown[], R>(f: (...p: P) => R): (...p: P) => [R, number] {
  let calls = 0;
  return (...p) => [f(...p), ++calls];
}
const t = timed(Math.max);
console.log(t(1, 5), t(2));
const tail = <H, T extends unknown[]>([, ...t]: [H, ...T]): T => t;
console.log(tail([1, 'b', null]), tail(['only']));
type Cmd = ['move', number, number] | ['say', string] | ['stop'];
const run = ([op, ...args]: Cmd): string => `${op}(${args.join()})`;
console.log(([['move', 1, 2], ['say', 'hi'], ['stop']] as Cmd[]).map(run));
const curry = (f: (...a: number[]) => number, n: number, got: number[] = []): any => (x: number) => (got.length + 1 === n ? f(...got, x) : curry(f, n, [...got, x]));
console.log(curry((a, b, c) => a * 100 + b * 10 + c, 3)(1)(2)(3));
