// Console output of everything: class instances, accessors, symbols, circular structures, collections in collections.
const tag = Symbol('tag');
class Point { constructor(public x = 1, public y = 2) {} get len() { return Math.hypot(this.x, this.y); } }
class Named { name = 'n'; #secret = 4; static count = 3; static make() { return new Named(); } get secret() { return this.#secret; } }
class Sub extends Point { z = [1, 2, 3]; [tag] = 'yes'; }
class Tagged { get [Symbol.toStringTag]() { return 'Lab' + 'el'; } v = 1; }
class Empty {}
class Null extends Map<string, number> { extra = true; }
class Err2 extends Error { code = 12; constructor(m: string, o?: ErrorOptions) { super(m, o); this.name = 'Err2'; } }
console.log(new Point(), new Named(), new Sub(), new Tagged(), new Empty());
console.log([new Point(3, 4), [new Sub()]]);
console.log(Point, Named, Sub, Empty, class {}, class extends Point {});
console.log({ f() {}, g: () => 1, h: function () {}, k: async () => {}, *gen() {}, async *ag() {}, [tag]: 1, [Symbol('')]: 2, [Symbol()]: 3 });
const nul = new Null([['a', 1]]);
console.log(nul, new Set([new Set([1]), new Map<any, any>([[{ a: 1 }, new Set()]])]));
const circ: any = { name: 'c', list: [] };
circ.self = circ; circ.list.push(circ, { circ });
console.log(circ);
const a: any = {}; const b: any = { a }; a.b = b;
console.log({ a, b });
console.log({ get x() { return 1; }, set x(v) {}, get y() { return 2; }, set z(v: number) {} });
console.log(Object.create(null), Object.create({ inherited: 1 }), Object.assign(Object.create(null), { q: 1 }));
console.log([undefined, null, , 3, , ,], [,], new Array(5), Object.assign([1, 2], { k: 'v', '-1': 2 }));
console.log([1.5, -0, NaN, Infinity, 1e21, 1e-7, 123456789012345680000], [10n, -5n, 0n]);
console.log('top', ['it\'s', "say \"hi\"", `both ' and "`, 'all \' " `', 'new\nline', 'tab\t', '\u0000\x1b\x7f', 'é', '\u{1f600}', '\ud800']);
console.log(new Map<any, any>([['k', { v: [1, { w: { deep: { deeper: 1 } } }] }], [1, 2], [null, undefined]]));
console.log([[[[[]]]], [[[[1]]]], { a: { b: { c: { d: 1 } } } }]);
console.log(Symbol('x'), Symbol(), Symbol.for('reg'), Symbol.iterator, [Symbol('in')]);
console.log(new Date(0), [new Date(86400000)], { d: new Date(NaN) });
console.log(/a\/b/gi, [/x/u], { re: /[/]/y });
console.log(new WeakMap(), new WeakSet(), Promise.resolve(4), Promise.reject(new Error('no')).catch(() => 1), new Promise(() => {}));
console.log([1, 2, 3].values(), new Map([[1, 2]]).entries(), new Set('ab').values(), 'str'[Symbol.iterator](), (function* () {})());
console.log(new Uint8Array([1, 2, 3]), new Float64Array(2), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), new BigInt64Array([1n]));
console.log(Array.from({ length: 120 }, (_, i) => i));
console.log(Array.from({ length: 30 }, (_, i) => 'item' + i));
console.log(Array.from({ length: 8 }, (_, i) => ({ id: i, name: 'n'.repeat(i) })));
console.log(new Set(Array.from({ length: 110 }, (_, i) => i)).size, 'x'.repeat(200).length, ['x'.repeat(100), 'y'.repeat(100)]);
console.log({ long1: 'a'.repeat(40), long2: 'b'.repeat(40), n: 1 }, { s: 'line1\nline2', m: 'a'.repeat(130) });
console.log('%s is %d years and %i, %f, %j %o %O %c styled %%', 'Bob', 42.5, 42.9, '1.5', { a: 1 }, { b: [1] }, { c: { d: { e: {} } } }, 'css', 'extra', { z: 1 });
console.log('%s %s %s %s', null, undefined, Symbol('s'), 5n, -0, [1, [2, [3]]], { toString() { return 'custom'; } });
console.log('%s', new Point(), '%s', new Err2('x').message, '%d', '%d');
console.log('%d %d %i %f', '0x10', 5n, 7n, 'abc');
console.log(Object(1), Object('str'), Object(true), Object(Symbol('o')), Object(9n), [Object('s')]);
console.log(process.argv.length > 0, Math, JSON, Reflect);
console.log([function foo() {}, class Bar {}, Math.max, parseInt, [].map, Symbol, Map]);
function withProps() {} withProps.a = 1; withProps.b = { c: 2 };
console.log(withProps, Object.assign(() => {}, { x: 1 }), Object.assign(class Q {}, { y: 1 }));
console.log([true, false, null, undefined], { u: undefined, n: null });
console.log({ 'a-b': 1, 2: 'two', 'valid_id': 3, $d: 4, 'ünï': 5, '': 6, 'with space': 7, '1a': 8 });
console.log([['a', 1], ['b', 2]], [{ a: 1, b: 2 }, { a: 3, b: 4 }], [[1, 2, [3, 4, [5, [6]]]]]);
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]);
console.table([[1, 2], [3, 4]]); console.table(new Map([['k', 1]])); console.table([1, 'two', { three: 3 }]); console.table({ r1: { c: 1 }, r2: { c: 2 } });
console.table([{ a: 1, b: 2 }], ['b']); console.table(5); console.table(new Set([1]));
console.group('G1'); console.log('in\nner'); console.group(); console.info({ a: 1, b: { c: [1, 2] } }); console.groupEnd(); console.debug('d'); console.groupEnd(); console.log('out');
console.count(); console.count('x'); console.count(); console.countReset(); console.count(); console.assert(true, 'no');
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null });
console.log(); console.log(''); console.log(' ', '', 'a'); console.log([''], [' ']);
console.log([1, 2, 3].entries().map((x) => x), Iterator.from([1]));
console.log(new (class Foo { constructor() { return Object.assign(this, { a: 1 }); } })());
console.log(new (class extends Array<number> {})(3), new (class Stack extends Array<number> { top = 1; })(), new (class MySet extends Set<number> {})([1, 2]));
console.log(Object.freeze({ a: 1 }), Object.freeze([1]), new Error('boom').message, [new RangeError('r').name]);
console.log(new Array(3).fill({ a: 1 }), Array(2).fill([]), [[], {}], {}, []);
console.log([-1, -0, 0], [1e100, 0.1 + 0.2, 5e-324, 2 ** 53, 1 / 3], -0, [0].map((x) => -x));
