// Every static method of Object and Reflect, Function.prototype, Symbol.
const o: Record<string, unknown> = { b: 1, a: [2], 2: 'two', 1: 'one', [Symbol('s')]: 3 };
console.log(Object.keys(o), Object.values(o), Object.entries(o), Object.getOwnPropertyNames(o), Object.getOwnPropertySymbols(o), Reflect.ownKeys(o), Object.hasOwn(o, 'a'), Object.assign({}, o, null, 'xy', { z: 1 }));
console.log(Object.getOwnPropertyDescriptor(o, 'a'), Object.getOwnPropertyDescriptors({ get x() { return 1; }, set x(_) {}, y: 2 }), Object.is(NaN, NaN), Object.is(0, -0), Object.fromEntries(new Map([['m', 1]])));
const frozen = Object.freeze({ x: 1, inner: { y: 2 } });
const sealed = Object.seal({ x: 1 } as { x: number; y?: number });
const closed = Object.preventExtensions({ x: 1 } as { x?: number; y?: number });
sealed.x = 5;
delete closed.x;
console.log(Object.isFrozen(frozen), Object.isFrozen(frozen.inner), Object.isSealed(sealed), Object.isExtensible(closed), Object.isFrozen('x'), sealed, closed, Object.isSealed(frozen), Object.isFrozen(Object.preventExtensions({})));
for (const bad of [() => ((frozen as { x: number }).x = 2), () => (sealed.y = 1), () => (closed.y = 1), () => delete (sealed as { x?: number }).x, () => Object.defineProperty(frozen, 'x', { value: 3 }), () => Object.defineProperty({}, 'x', { get: 1 as never }), () => Object.fromEntries(1 as never), () => Object.create(1 as never), () => Object.defineProperty(1 as never, 'x', {}), () => Object.keys(null as never), () => Object.assign(null as never, {}), () => Object.defineProperty({}, 'x', { get: () => 1, value: 1 })])
  try {
    console.log(bad());
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
const made = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } });
Object.defineProperties(made, { more: { get: () => 4, enumerable: true }, w: { value: 1, writable: true } });
console.log(made, made.inherited, made.hidden, made.more, Object.keys(made), 'inherited' in made, made.propertyIsEnumerable('hidden'), made.hasOwnProperty('own'), Object.getPrototypeOf(made), ({}).isPrototypeOf.call(Object.getPrototypeOf(made), made));
for (const key in made) console.log(key);
const bare = Object.create(null);
bare.x = 1;
console.log(bare, Object.getPrototypeOf(bare), Object.prototype.toString.call(bare), String(Object.prototype.toString.call([])), ({}).toString(), [null, undefined, 1, 'x', true, 1n, Symbol(), () => 1, new Date(0), /x/, new Error(), new Map(), Math, JSON].map((x) => Object.prototype.toString.call(x)).join());
console.log(Reflect.get(o, 'b'), Reflect.set(o, 'c', 9), Reflect.has(o, 'c'), Reflect.deleteProperty(o, 'c'), Reflect.getPrototypeOf(o) === Object.prototype, Reflect.defineProperty(frozen, 'q', { value: 1 }), Reflect.apply(Math.max, null, [1, 3]), Reflect.isExtensible(frozen), Reflect.preventExtensions({}), Reflect.getOwnPropertyDescriptor(o, 'b'), Reflect.set(frozen, 'x', 1), Reflect.deleteProperty(frozen, 'x'));
function named(this: { k: number } | void, a: number, b = 2, ...rest: number[]): string {
  return `${this?.k} ${a} ${b} ${rest.length}`;
}
const bound = named.bind({ k: 1 }, 5);
console.log(named.length, named.name, bound.length, bound.name, bound(6, 7), named.call({ k: 2 }, 1), named.apply({ k: 3 }, [1, 2, 3]), (() => 1).name, (function () {}).name, class {}.name, new (class Q {})().constructor.name, named instanceof Function);
const s = Symbol('desc');
console.log(s.toString(), s.description, Symbol().description, Symbol.for('k') === Symbol.for('k'), Symbol.keyFor(Symbol.for('k')), Symbol.keyFor(s), typeof Object(s), Object(s) == s, s.valueOf() === s, [Symbol.iterator, Symbol.asyncIterator, Symbol.hasInstance, Symbol.toPrimitive, Symbol.toStringTag, Symbol.species, Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split, Symbol.unscopables, Symbol.isConcatSpreadable, Symbol.dispose, Symbol.asyncDispose].map(String).join());
class One {
  static [Symbol.hasInstance](x: unknown): boolean {
    return x === 1;
  }
}
class Res {
  [Symbol.dispose](): string {
    return 'disposed';
  }
  get [Symbol.toStringTag](): string {
    return 'Tag';
  }
  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? 42 : hint;
  }
}
const res = new Res();
console.log(res[Symbol.dispose](), (1 as unknown) instanceof One, String(res), +res, `${res}`, res + '', Object.prototype.toString.call(res), res);
console.log(Object('x') instanceof String, Object(1) instanceof Number, typeof Object(1n), Object(null), new Object(3), [Object(1), Object('ab'), Object(true), Object(2n), Object(s)], Object.groupBy('hello', (c) => c));
try {
  String(Object.create(null));
} catch (e) {
  console.log((e as Error).message);
}
console.log(Boolean(''), Boolean('0'), new Boolean(false).valueOf(), Boolean.prototype.toString.call(true), isNaN('x' as never), isFinite('1' as never), parseInt('12px', 10), parseInt('0x1f'), parseInt('z', 36), parseFloat('3.14abc'), parseFloat('.5e1x'), Number.parseFloat === parseFloat);
