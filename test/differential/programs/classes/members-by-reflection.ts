// Members of classes found by walking prototypes and calling what is listed.
class Base { hello() { return 'hello'; } static make() { return new this(); } }
class Derived extends Base { world() { return 'w'; } get acc() { return 1; } set acc(v: number) {} }
const names = (o: object): string[] => {
  const out: string[] = [];
  for (let p: object | null = o; p !== null && p !== Object.prototype; p = Object.getPrototypeOf(p)) out.push(...Object.getOwnPropertyNames(p));
  return out;
};
console.log(names(new Derived()));
const d = new Derived() as unknown as Record<string, () => unknown>;
for (const n of names(d)) if (n !== 'constructor' && n !== 'acc') console.log(n, d[n]!());
console.log(Object.getOwnPropertyDescriptors(Derived.prototype));
console.log(Object.hasOwn(Derived.prototype, 'world'), Derived.prototype.hasOwnProperty('hello'), Reflect.has(d, 'hello'));
