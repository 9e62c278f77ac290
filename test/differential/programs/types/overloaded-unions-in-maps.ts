// Maps, sets and arrays whose elements are unions of objects, primitives, functions and undefined.
type Entry = number | string | boolean | undefined | null | (() => number) | { v: Entry } | Entry[];
const value = (e: Entry): number => {
  if (e === null || e === undefined) return 0;
  if (typeof e === 'number') return e;
  if (typeof e === 'string') return e.length;
  if (typeof e === 'boolean') return e ? 1 : -1;
  if (typeof e === 'function') return e();
  if (Array.isArray(e)) return e.reduce<number>((s, x) => s + value(x), 0);
  return value(e.v);
};
const entries: Entry[] = [1.5, 'abc', true, false, undefined, null, () => 7, { v: { v: 'xy' } }, [1, ['a', [null, () => 2]]]];
console.log(entries.map(value), entries.length, entries.indexOf(undefined), entries.includes(null), entries.findIndex((e) => typeof e === 'object' && e !== null && !Array.isArray(e)));
const m = new Map<Entry, Entry>(entries.map((e, i) => [e, entries[entries.length - 1 - i]]));
console.log(m.size, m.get('abc') === entries[7], value(m.get(true)), value(m.get(null)), [...m.keys()].filter((k) => !k).length);
const sorted = [...new Set<Entry>([3, '3', 3, null, undefined, null, true])];
console.log(sorted, sorted.sort(), JSON.stringify(entries));
