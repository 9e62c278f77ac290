// Library members under names that are computed.
const arr = [3, 1, 2];
type Op = 'push' | 'pop' | 'reverse';
for (const name of ['reverse', 'pop'] as Op[]) console.log(name, arr[name](), arr);
type SOp = 'toUpperCase' | 'trim' | 'toLowerCase';
const table: SOp[] = ['toUpperCase', 'trim', 'toLowerCase'];
for (const n of table) console.log(' aB '[n]());
const ops = ['floor', 'ceil', 'round', 'sqrt'] as const;
for (const op of ops) console.log(op, Math[op](2.5));
for (const level of ['log', 'info'] as const) console.log(level), console[level]('x', level);
class A { m() { return 1; } get g() { return 2; } n = 3; }
const a = new A();
for (const k of ['m', 'g', 'n', 'zz'] as (keyof A)[]) console.log(k, k in a, typeof a[k]);
console.log(Object.getOwnPropertyNames(A.prototype), Reflect.ownKeys(A.prototype));
const m = new Map([['a', 1]]);
for (const k of ['size', 'has', 'get'] as const) console.log(k, typeof m[k]);
