// bind, call and apply over generic higher-order functions.
function sum(this: { base: number } | void, ...n: number[]): number {
  return (this?.base ?? 0) + n.reduce((a, b) => a + b, 0);
}
const b = sum.bind({ base: 100 }, 1, 2);
console.log(b(), b(3, 4), sum.apply({ base: 5 }, [1]), sum.call(undefined, 1, 2), sum(9), b.length, sum.length, b.name);
const args = [3, 1, 2] as const;
console.log(Math.max.apply(null, [...args]), Array.prototype.map.call('abc', (c: string) => c + c), [].concat.call([1], [2] as never[]));
const method = 'toUpperCase' as const;
console.log(['a', 'b'].map((s) => s[method]()), ['x'].map(Function.prototype.call, String.prototype.toUpperCase), Reflect.apply(sum, { base: 1 }, [1]));
const bb = b.bind({ base: -1 }, 10);
console.log(bb(5));
