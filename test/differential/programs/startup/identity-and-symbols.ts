// Identity, symbols, weak collections, frozen data and prototypes made before the first output.
const key = Symbol('key');
const global_ = Symbol.for('shared');
const owner = {};
const weak = new WeakMap([[owner, 'kept']]);
const frozen = Object.freeze({ list: Object.freeze([1, 2]) });
const proto = Object.create({ inherited: 'yes' }) as { inherited: string; own?: number };
const table = { [key]: 'by symbol', self: null as unknown };
table.self = table;
class A {
  #p = 1;
  static is = (x: object): boolean => #p in x;
}
const a = new A();
const set = new Set([owner, a, key]);
console.log(table[key], table.self === table, Symbol.for('shared') === global_, weak.get(owner), Object.isFrozen(frozen.list), proto.inherited, A.is(a), set.has(a), set.size);
proto.own = 1;
console.log(Object.keys(proto), new A() instanceof A, a.constructor === A, set.has(key), weak.has({}), frozen);
