// Members that the language and the library call by themselves and nothing names: accessors of errors, tags, locale texts,
// spreadable class instances, array-likes with getters, adders of weak collections, each alone with its caller.
class Coded extends Error { #code = 7; override get name(): string { return `Coded${this.#code}`; } }
console.log(String(new Coded('m')), `${new Coded('q')}`, new Coded('z').toString());
class Told extends Error { override get message(): string { return 'told'; } }
console.log(String(new Told()));
class Spread { get [Symbol.isConcatSpreadable](): boolean { return true; } length = 2; 0 = 'a'; 1 = 'b'; }
console.log(([] as unknown[]).concat(new Spread() as never));
class Local { toLocaleString(): string { return 'L'; } }
console.log([1, new Local(), { toLocaleString: () => 'M' }].toLocaleString());
class List { get length(): number { return 2; } get 0(): string { return 'x'; } get 1(): string { return 'y'; } readonly [n: number]: string; }
console.log(Array.from(new List()), Array.from(new List(), (v, i) => v + i));
class Tagged { get [Symbol.toStringTag](): string { return 'Tag'; } }
console.log(Object.prototype.toString.call(new Tagged()), new Tagged());
class Noted extends WeakMap<object, number> { override set(key: object, value: number): this { console.log('set', value); return super.set(key, value * 2); } }
class Added extends WeakSet<object> { override add(value: object): this { console.log('add'); return super.add(value); } }
const key = {};
console.log(new Noted([[key, 4]]).get(key), new Added([key]).has(key));
class Step { constructor(private readonly n: number) {} get done(): boolean { return this.n > 1; } get value(): number { return this.n * 10; } }
const steps = { [Symbol.iterator]() { let n = 0; return { next: () => new Step(n++) }; } } as Iterable<number>;
console.log([...steps], Math.max(...steps));
console.log(JSON.stringify({ deep: [{ toJSON: (k: string) => `at ${k}` }] }), Error.prototype.toString.call({ get name() { return 'N'; }, get message() { return 'M'; } }));
