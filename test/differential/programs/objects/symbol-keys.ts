// Symbols as keys: uniqueness, registry, enumeration and well-known ones.
const a = Symbol('a');
const b = Symbol('a');
const o = { [a]: 1, [b]: 2, plain: 3 };
console.log(a === (b as symbol), o[a], o[b], Object.keys(o), Object.getOwnPropertySymbols(o).length, o);
console.log(a.toString(), a.description, Symbol().description, Symbol.for('k') === Symbol.for('k'), Symbol.keyFor(Symbol.for('k')));
console.log(JSON.stringify(o), a in o, Symbol.iterator in [], typeof Symbol.iterator, { ...o }[a]);
try {
  console.log(`${a as unknown as string}`);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const hidden = Symbol('hidden');
class Tagged {
  get [Symbol.toStringTag](): string {
    return 'Tag';
  }
  [hidden] = 'x';
}
console.log(String(new Tagged()), new Tagged());
const m = new Map<symbol, string>([[a, 'first'], [b, 'second']]);
console.log(m.get(a), m.get(b), m);
