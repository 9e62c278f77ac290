// Shapes and dictionaries: order of keys, attributes, deletion, integrity levels, prototypes, and messages of what throws.
export {};
const attempt = (f: () => unknown): void => {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name + ': ' + (e as Error).message);
  }
};
class Point {
  x = 1;
  constructor(readonly y: number) {}
  get sum(): number {
    return this.x + this.y;
  }
}
const p: any = new Point(2);
p.z = 3;
p[10] = 'ten';
p[2] = 'two';
delete p.x;
p.x = 'again';
console.log(Object.keys(p), JSON.stringify(p), p, p.sum);
const o: any = Object.defineProperty({ a: 1 }, 'hidden', { value: 2 });
o.b = 3;
console.log(Object.keys(o), Object.getOwnPropertyNames(o), o, Object.getOwnPropertyDescriptors(o));
attempt(() => (o.hidden = 1));
attempt(() => delete o.hidden);
attempt(() => Object.defineProperty(o, 'hidden', { value: 3 }));
attempt(() => ((p as any).sum = 1));
attempt(() => (Object.freeze([1, 2]) as number[]).push(3));
attempt(() => ((Object.freeze([1, 2]) as number[])[0] = 3));
attempt(() => ((Object.seal({ q: 1 }) as any).r = 1));
attempt(() => delete (Object.seal({ q: 1 }) as any).q);
attempt(() => ((Object.seal({ q: 1 }) as any).q = 5));
attempt(() => (undefined as any).foo);
attempt(() => ((null as any).foo = 1));
attempt(() => (undefined as any)[Symbol('s')]);
attempt(() => ('abc' as any).foo.bar);
attempt(() => (5 as any).toFixed.nothing());
attempt(() => new (p as any)());
attempt(() => 'k' in (1 as any));
attempt(() => ({}) instanceof (5 as any));
attempt(() => [...(5 as any)]);
attempt(() => `${Symbol('x') as any}`);
attempt(() => +(1n as any));
attempt(() => (1n as any) + 1);
const levels = [Object.freeze({ a: 1 }), Object.seal({ a: 1 }), Object.preventExtensions({ a: 1 }), Object.freeze([1]), {}];
console.log(levels.map((l) => [Object.isFrozen(l), Object.isSealed(l), Object.isExtensible(l)].map(Number).join('')).join(' '));
const base = { greet: () => 'hi', get g() { return 7; } };
const child = Object.create(base, { own: { value: 1, enumerable: true } });
const seen: string[] = [];
for (const k in child) seen.push(k);
console.log(seen, child.greet(), child.g, Object.getPrototypeOf(child) === base, 'greet' in child, Object.hasOwn(child, 'greet'));
const dictionary: Record<string, number> = {};
for (let i = 0; i < 300; i++) dictionary[i % 3 === 0 ? String(i) : `k${i}`] = i;
for (let i = 0; i < 300; i += 7) delete dictionary[i % 3 === 0 ? String(i) : `k${i}`];
console.log(Object.keys(dictionary).slice(0, 5), Object.keys(dictionary).length, dictionary[3], dictionary.k1, dictionary[0]);
const sym = Symbol('s');
const mixed = { [sym]: 1, b: 2, 1: 'x', a: 3, 0: 'y', get c() { return 4; }, ['d' + 1]: 5 };
console.log(Reflect.ownKeys(mixed), { ...mixed, b: 9 }, Object.entries(mixed));
