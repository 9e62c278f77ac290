// Reflect over plain objects.
const o: { a: number; b?: string; readonly g: number } = { a: 1, get g() { return this.a * 2; } };
console.log(Reflect.has(o, 'a'), Reflect.get(o, 'g'), Reflect.set(o, 'a', 5), o.g, Reflect.ownKeys(o), Reflect.deleteProperty(o, 'a'), Reflect.has(o, 'a'));
console.log(Reflect.defineProperty(o, 'b', { value: 'x', enumerable: true }), o, Reflect.set(o, 'b', 'y'), o.b, Reflect.getOwnPropertyDescriptor(o, 'b'));
console.log(Reflect.getPrototypeOf(o) === Object.prototype, Reflect.isExtensible(o), Reflect.preventExtensions(o), Reflect.isExtensible(o), Reflect.set(o, 'c', 1));
console.log(Reflect.apply(Math.max, null, [1, 2]), Reflect.ownKeys(class { static s = 1; }), Reflect.ownKeys([1]), Reflect.get([5], 0), Reflect.apply(String.prototype.slice, 'hello', [1, 3]));
console.log(Reflect.get({ get x() { return this.v; }, v: 1 } as { x: number; v: number }, 'x', { v: 2 }));
