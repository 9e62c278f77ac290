// Every method of Array and of its prototype, with edges of their arguments.
const a = [5, 1, 4, 2, 3];
console.log(a.at(0), a.at(-1), a.at(7), a.concat([6], 7, [[8]] as never), a.copyWithin(0, 3), a.entries().next(), a.every((x) => x > 0), [1, 2, 3].fill(0, 1), a.filter((x, i) => i % 2 === 0));
console.log(a.find((x) => x > 3), a.findIndex((x) => x > 30), a.findLast((x) => x < 3), a.findLastIndex((x) => x < 3), [1, [2, [3, [4]]]].flat(Infinity), [1, 2].flatMap((x) => [x, x * 2]), a.includes(NaN), [NaN].includes(NaN), [NaN].indexOf(NaN));
console.log(a.indexOf(4), a.indexOf(4, -1), a.join('-'), [...a.keys()], a.lastIndexOf(3), a.lastIndexOf(3, -3), a.map(String), a.reduce((x, y) => x + y), a.reduceRight((x, y) => `${x}${y}`, ''));
const b = [1, 2, 3, 4, 5, 6];
console.log(b.pop(), b.push(9, 8), b.shift(), b.unshift(0, 0.5), b.reverse(), b.slice(-3, -1), b.some((x) => x > 8), b.sort(), b.sort((x, y) => y - x), b.splice(1, 2, 7, 7, 7), b.splice(-1), b);
console.log(b.toReversed(), b.toSorted(), b.toSpliced(0, 1), b.toSpliced(1, 0, 1, 2), b.with(-1, 100), b.toString(), [1.5, 1234.5, null, undefined].toLocaleString(), [...b.values()]);
console.log(Array.from({ length: 3 }, (_, i) => i * i), Array.from('añ😀'), Array.from(new Map([[1, 2]])), Array.of(7), Array(3), new Array(2, 3), Array.isArray([]), Array.isArray({ length: 0 }), Array.from([1, , 3] as number[]));
console.log([3, undefined, 1, , 2].sort(), [, 1].map((x) => x), [, 1].indexOf(undefined), [, 1].includes(undefined), [1, , 2].flat(), Object.keys([1, , 2]), 1 in [1, , 2], ([1, , 2] as number[]).reduce((x, y) => x + y));
const words = ['b10', 'B2', 'a', 'ä', 'Z', 'z'];
console.log(words.toSorted(), words.toSorted((x, y) => x.localeCompare(y)), [10, 9, 1, 100].sort(), [true, false].sort(), ['b', undefined, 'a'].sort());
const sparse: number[] = [];
sparse[5] = 1;
sparse.length = 3;
console.log(sparse, sparse.length, sparse.push(4), sparse);
for (const bad of [() => new Array(-1), () => ([] as number[]).reduce((x) => x), () => [1].with(3, 1), () => (a.length = -1), () => [1].flatMap(1 as never), () => Array.from(1 as never, 2 as never), () => [1].sort(1 as never), () => Array.from({ length: -1 }).at(0)])
  try {
    console.log(bad());
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
class Stack<T> extends Array<T> {
  top(): T | undefined {
    return this.at(-1);
  }
}
const stack = Stack.from([1, 2, 3]) as Stack<number>;
console.log(stack, stack.top(), stack.map((x) => x + 1) instanceof Stack, stack.filter(Boolean).constructor.name, stack.slice(1), stack.concat([4]), stack.toSorted() instanceof Stack, Stack.of(1), stack.flat() instanceof Stack, stack.splice(0, 1) instanceof Stack);
console.log(Object.groupBy([1, 2, 3], (x) => (x % 2 ? 'odd' : 'even')), Map.groupBy([1, 2, 3], (x) => x % 2), Object.entries(['x', 'y']), Object.fromEntries([['k', 1]]));
async function* later(): AsyncGenerator<number> {
  yield 1;
  yield Promise.resolve(2) as unknown as number;
}
console.log(await Array.fromAsync(later()), await Array.fromAsync([Promise.resolve(1), 2], (x) => x * 3), await Array.fromAsync({ length: 2, 0: 'a', 1: 'b' }));
function args(..._: unknown[]): unknown[] {
  // eslint-disable-next-line prefer-rest-params
  return Array.prototype.slice.call(arguments, 1);
}
console.log(args(1, 2, 3), Array.prototype.concat.call(1 as never, 2 as never).length, Array.prototype.map.call('ab', (x: string) => x + x));
const iterator = a[Symbol.iterator]();
console.log(iterator, iterator.toString(), [...iterator], iterator.next(), typeof iterator[Symbol.iterator]);
