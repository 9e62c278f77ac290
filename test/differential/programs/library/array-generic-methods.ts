// Array methods borrowed for array-likes.
const like = { length: 3, 0: 'a', 1: 'b', 2: 'c' };
console.log(Array.prototype.map.call(like, (x: string) => x + x), Array.prototype.join.call(like, '-'), Array.prototype.slice.call(like, 1), Array.prototype.indexOf.call(like, 'b'));
console.log(Array.prototype.filter.call('hello', (c: string) => c > 'h'), Array.prototype.reduce.call('abc', (s, c) => c + s, ''), Array.prototype.includes.call(like, 'c'));
const target = { length: 0 } as { length: number; [i: number]: string };
Array.prototype.push.call(target, 'x', 'y');
console.log(target, Array.prototype.pop.call(target), target, Array.from(like), [].slice.call({ length: 2 }));
console.log([1, 2].concat(Object.assign([3], { k: 1 })), ([] as unknown[]).concat({ length: 1, 0: 'sp', [Symbol.isConcatSpreadable]: true } as never, { length: 1, 0: 'ns' } as never));
