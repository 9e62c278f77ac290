class R { static a = 1; static readonly name: string = 'given'; static b = 2; static length = 5; }
console.log(Object.getOwnPropertyNames(R), Object.keys(R), R);
class M { static a = 1; static name() { return 1; } static length() {} static get x() { return 1; } }
console.log(Object.getOwnPropertyNames(M), Object.keys(M));
class G { static a = 1; static get name() { return 'got'; } }
console.log(Object.getOwnPropertyNames(G), Object.keys(G), G, new G());
function f() {}
Object.assign(f, { a: 1 });
Object.defineProperty(f, 'name', { value: 'ff', enumerable: true });
console.log(Object.getOwnPropertyNames(f), Object.keys(f), f, { ...f });
Object.defineProperty(f, 'length', { value: 7, enumerable: true });
console.log(JSON.stringify(Object.entries(f)), f);
for (const k in R) console.log(k);
class Unnamed { static 1 = 'x'; static 'zz' = 3; static [Symbol.toStringTag] = 'Tg'; }
console.log(Unnamed, [Unnamed], Object.getOwnPropertyNames(Unnamed));
function g(a: number, b: number) { return a + b; }
Object.defineProperty(g, 'name', { enumerable: true });
console.log(Object.getOwnPropertyDescriptor(g, 'name'), g);
Object.defineProperty(g, 'length', { get() { return 42; } });
console.log(g.length, Object.getOwnPropertyDescriptor(g, 'length')!.get!.name, Object.getOwnPropertyNames(g));
Object.defineProperty(g, 'name', { writable: true }); (g as { name: string }).name = 'neu'; console.log(g.name, g);
const bound = g.bind(null, 1); console.log(Object.getOwnPropertyNames(bound), bound.name);
