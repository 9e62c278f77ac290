// Symbol descriptions, registry keys, comparison, boxed symbols, use as private-like keys.
const s1 = Symbol.for('app.id');
const s2 = Symbol('app.id');
console.log(s1 === Symbol.for('app.id'), s1 === (s2 as symbol), Symbol.keyFor(s1), Symbol.keyFor(s2), s2.description, Symbol('').description === '', Symbol().toString());
const hidden = Symbol('hidden');
class Box {
  [hidden] = 42;
  static [hidden] = 'static';
  get [Symbol.toStringTag](): string {
    return 'Box';
  }
}
const b = new Box();
console.log(b[hidden], Box[hidden], Object.keys(b), JSON.stringify(b), Object.getOwnPropertySymbols(b).length, String(b), Reflect.ownKeys(b).length, { ...b }[hidden]);
console.log(Object(s1) == s1, typeof Object(s1), [s1, s2].map(String), new Set([s1, Symbol.for('app.id')]).size, s1.valueOf() === s1, [Symbol.iterator, Symbol.asyncIterator, Symbol.hasInstance].map((s) => s.description));
for (const f of [() => `${s1 as unknown as string}`, () => (s1 as unknown as number) + 1, () => new (Symbol as unknown as new () => unknown)()]) {
  try {
    f();
  } catch (e) {
    console.log((e as Error).message);
  }
}
