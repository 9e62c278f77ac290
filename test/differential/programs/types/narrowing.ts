// Type guards: typeof, in, instanceof, equality, predicates and assertion functions.
type V = string | number | boolean | null | undefined | string[] | { tag: 't' } | Date | (() => string);
const describe = (v: V): string => {
  if (v == null) return `nullish ${v}`;
  if (typeof v === 'string') return v.toUpperCase();
  if (typeof v === 'number') return v.toFixed(1);
  if (typeof v === 'boolean') return v ? 'T' : 'F';
  if (typeof v === 'function') return v();
  if (Array.isArray(v)) return v.join('+');
  if (v instanceof Date) return v.toISOString();
  return v.tag;
};
console.log(['a', 1, true, null, undefined, ['x', 'y'], { tag: 't' }, new Date(0), () => 'fn'].map((v) => describe(v as V)));
const isStr = (x: unknown): x is string => typeof x === 'string';
console.log([1, 'a', null, 'b'].filter(isStr).map((s) => s.length));
function assert(c: unknown, m: string): asserts c {
  if (!c) throw new Error(m);
}
function len(x: string | null): number {
  assert(x !== null, 'null!');
  return x.length;
}
console.log(len('abc'));
try {
  len(null);
} catch (e) {
  console.log((e as Error).message);
}
function walk(x: unknown): string {
  if (x && typeof x === 'object' && 'name' in x && isStr(x.name)) return x.name;
  return 'anon';
}
console.log(walk({ name: 'n' }), walk({ name: 1 }), walk(null), walk('name'));
