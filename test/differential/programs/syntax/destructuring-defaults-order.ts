// Evaluation order and laziness of defaults in patterns.
const log: string[] = [];
const d = <T>(name: string, v: T): T => (log.push(name), v);
const { a = d('a', 1), b = d('b', 2), [d('key', 'c')]: c = d('c', 3) } = { a: 10 } as Record<string, number>;
console.log(a, b, c, log);
function f([x = d('x', 1), y = d('y', 2)]: number[] = d('arg', []), z = d('z', x + y)): number {
  return x + y + z;
}
log.length = 0;
console.log(f(), f([5]), f([1, 2], 3), log);
const [p = q(), r = p] = [undefined, undefined] as (number | undefined)[];
function q(): number {
  return 42;
}
console.log(p, r);
let i = 0;
const arr: number[] = [];
[arr[i++], arr[i++]] = [i++, i++];
console.log(arr, i);
