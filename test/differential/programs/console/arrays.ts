// Printing of arrays: nesting, holes, long ones, extra properties.
console.log([], [[]], [[[]]], [[[[]]]], [[[[1]]]], [1, [2, [3, [4, [5]]]]]);
console.log([1, , 3], [, ,], Array(5), [undefined, null], [1, 2, 3].concat(Array(2) as number[]));
console.log(Array.from({ length: 7 }, (_, i) => i), Array.from({ length: 27 }, (_, i) => i * i));
console.log(Array.from({ length: 120 }, (_, i) => i));
console.log(Array.from({ length: 101 }, () => 'x'));
console.log(['apple', 'banana', 'cherry', 'dragonfruit', 'elderberry', 'fig', 'grape'], ['a'.repeat(80)]);
console.log(Array.from({ length: 10 }, (_, i) => 'item number ' + i), [1.5, -2, 1e10, NaN, 3, 4, 5]);
console.log(Object.assign([1, 2], { extra: 'x', 5: 'y' }), [['a', 1], ['b', 2]], [{ a: 1 }, { a: 2 }]);
console.log([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [true, false, null], [1n, 2n]);
