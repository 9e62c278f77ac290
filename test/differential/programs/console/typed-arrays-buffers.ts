// Printing of typed arrays, buffers, DataViews, dates, regular expressions, promises, weak collections and boxed values.
console.log(new Uint8Array(3), new Float32Array([1.5, -0]), new BigInt64Array([1n]), new Uint8Array(0), [new Uint8Array([1])], { b: new Int16Array(2) });
console.log(new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), new Uint8Array(200));
console.log(new Date(0), [new Date(NaN)], { d: new Date(1e12) }, /a/g, [/b/], { r: /c\/d/u });
console.log(Promise.resolve([1]), new WeakMap(), new WeakSet(), new WeakRef({ a: 1 }), Symbol.iterator, [Symbol.for('x')]);
console.log(new Number(3), new String('abc'), new Boolean(false), Object(1n), [new String('x')], { n: new Number(-0) });
console.log([1, 2, 3].values(), new Map([[1, 2]]).keys(), new Set([1]).entries(), 'x'[Symbol.iterator](), [].entries());
console.log(new (class extends Date {})(0), new (class X extends RegExp {})('q'));
