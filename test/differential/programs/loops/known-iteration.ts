// Loops and array patterns over what is known: maps, sets, strings, typed arrays and entries, changed while they are visited.
const map = new Map<string, number>([
  ['a', 1],
  ['b', 2],
  ['c', 3],
]);
for (const [key, value] of map) {
  if (value < 4) map.set(key + key, value + 3);
  if (value === 2) map.delete('c');
  console.log(key, value);
}
for (const [key] of map) if (key.length === 1) map.delete(key);
console.log([...map.keys()].join());
let rounds = 0;
for (const [, value] of map.entries()) {
  if (++rounds > 5) break;
  map.clear();
  map.set('again', value);
  if (value === 7) continue;
  map.set('more', value + 1);
  map.delete('again');
}
console.log(map);
for (const entry of map) {
  entry[1]++;
  const [key, value] = entry;
  console.log(key, value, map.get(key), entry);
}

const empty = new Map<string, string>();
for (const [k, v] of empty) console.log('never', k, v);
for (const v of empty.values()) console.log('never', v);

const set = new Set<number>([1, 2, 3]);
for (const n of set) if (n < 40) set.add(n * 2);
for (const [a, b] of set.entries()) if (a !== b) console.log('different');
for (const n of set.keys()) set.delete(n + 1);
console.log([...set.values()].join(' '));

const list = [10, 20, 30];
for (const [i, x] of list.entries()) {
  if (list.length < 6) list.push(x + i);
  if (i === 1) list[2] = -1;
}
for (const i of list.keys()) if (i === 4) list.length = 3;
for (const x of list.values()) console.log(x);
const sparse = [1, , 3] as (number | undefined)[];
for (const [i, x] of sparse.entries()) console.log(i, x);

for (const c of 'a\u{1f600}\ud800b\udc00') console.log(c.length, c.codePointAt(0));
const bytes = Uint8Array.of(1, 2, 253);
let sum = 0;
for (const byte of bytes) {
  bytes[2] = 9;
  sum += byte;
}
for (const [i, byte] of bytes.subarray(1).entries()) sum += i * byte;
console.log(sum);

// Variables of each iteration are new.
const later: (() => string)[] = [];
for (const [key, value] of new Map([['x', 1], ['y', 2]])) later.push(() => key + value);
for (let [key, value] of new Map([['x', 1], ['y', 2]])) {
  later.push(() => key + value);
  value *= 10;
  key += '!';
}
console.log(later.map((f) => f()).join());

// Jumps out of nested loops, exceptions through them.
outer: for (const [a, inner] of new Map([[1, new Set([1, 2])], [2, new Set([3, 4])]])) {
  for (const b of inner) {
    if (b === 2) continue outer;
    if (b === 4) break outer;
    console.log(a, b);
  }
}
function find(wanted: number): string {
  for (const [key, value] of new Map([['one', 1], ['two', 2]])) {
    try {
      if (value === wanted) return key;
      if (wanted > 5) throw new RangeError(key);
    } catch (error) {
      return `caught ${(error as Error).message}`;
    } finally {
      console.log('left', key);
    }
  }
  return 'none';
}
console.log(find(2), find(9), find(3));

// Patterns: short arrays, defaults, rests, places that change what is read next.
function pair(n: number): [number, string] {
  return [n, `s${n}`];
}
const target = { a: 0, b: '' };
[target.a, target.b] = pair(4);
const [first = 7, second = 8, ...others] = [] as number[];
const [head, ...tail] = [1, 2, 3];
const [, middle, , end = 'none'] = ['p', 'q', 'r'];
console.log(target, first, second, others, head, tail, middle, end);
const grown: number[] = [];
const make = (): number => grown.push(5, 6);
const [g0 = make(), g1 = 100] = grown;
console.log(g0, g1, grown);
const cells = [1, 2, 3];
[cells[2], cells[0], cells[1]] = cells as [number, number, number];
console.log(cells);
const tuple: [number, number] = [1, 2];
[tuple[1], tuple[0]] = tuple;
console.log(tuple);
class Log {
  readonly seen: unknown[] = [];
  set value(v: unknown) {
    this.seen.push(v);
    if (source.length < 4) source.push(this.seen.length);
  }
}
const source: number[] = [1];
const log = new Log();
[log.value, log.value, log.value] = source;
console.log(log.seen, source);
for (const [[a, b], { c }] of new Map([[[1, 2] as const, { c: 3 }]])) console.log(a + b + c);
for (const [key, [x, y = 5]] of Object.entries({ p: [1, 2], q: [3] })) console.log(key, x, y);

// A subclass iterates by its own method.
class Doubled extends Map<string, number> {
  override *[Symbol.iterator](): MapIterator<[string, number]> {
    for (const [key, value] of super.entries()) yield [key, value * 2];
  }
}
const either = [new Doubled([['d', 1]]), new Map([['m', 1]])];
for (const each of either) for (const [key, value] of each) console.log(key, value);

// In functions that suspend.
function* steps(): Generator<string> {
  for (const [key, value] of new Map([['k', 1], ['l', 2]])) {
    yield key;
    yield `${value}`;
  }
  for (const c of 'xy') yield c;
  for (const [i, x] of [true, false].entries()) yield `${i}${x}`;
}
console.log([...steps()].join());
async function visit(): Promise<void> {
  for (const [key, value] of new Map([['k', 1], ['l', 2]])) {
    await null;
    console.log(key, value);
  }
  for (const n of new Set([1, 2])) {
    if ((await n) === 2) return console.log('out');
  }
}
await visit();
const counts = new Map<string, number>();
map.set('z', 26);
map.forEach((value, key, all) => {
  counts.set(key, value);
  if (all.size < 4) all.set(`${key}.`, value);
});
set.forEach((value, again, all) => counts.set(`${value}${again}`, all.size));
console.log(counts);
export {};
