// What the methods of collections say of another's receiver, and keys of every kind in `in`, reads and writes.
const attempt = (work: () => unknown): void => {
  try {
    console.log(work());
  } catch (error) {
    console.log((error as Error).name, (error as Error).message);
  }
};
const others: unknown[] = [{}, [], 1, 'text', null, undefined, new Map(), new Set(), Symbol('s'), 3n];
for (const other of others) {
  attempt(() => Set.prototype.add.call(other as Set<unknown>, 1) === other);
  attempt(() => Set.prototype.has.call(other as Set<unknown>, 1));
  attempt(() => Map.prototype.get.call(other as Map<unknown, unknown>, 1));
}
attempt(() => Set.prototype.union.call({} as Set<unknown>, new Set()));
attempt(() => Set.prototype.values.call({} as Set<unknown>));
attempt(() => Set.prototype.entries.call([] as unknown as Set<unknown>));
attempt(() => Set.prototype.forEach.call({} as Set<unknown>, () => 0));
attempt(() => Object.getOwnPropertyDescriptor(Set.prototype, 'size')!.get!.call({}));
attempt(() => WeakMap.prototype.set.call({} as WeakMap<object, unknown>, {}, 1));
attempt(() => WeakSet.prototype.has.call({} as WeakSet<object>, {}));

const told: string[] = [];
const key = (text: string): PropertyKey =>
  ({
    toString() {
      told.push(text);
      return text;
    },
  }) as unknown as PropertyKey;
const target: Record<string, number> = { a: 1, true: 2, null: 3, undefined: 4, '5': 5, '1.5': 6 };
for (const each of ['a', 5, '5', 1.5, true, null, undefined, 5n, key('a'), key('zz'), ['a'], Symbol.iterator])
  attempt(() => [
    (each as PropertyKey) in target,
    Reflect.has(target, each as PropertyKey),
    (target as Record<PropertyKey, unknown>)[each as PropertyKey],
  ]);
attempt(() => 'plain' in (7 as unknown as object));
attempt(() => Symbol.iterator in ([] as object));
attempt(() => (null as unknown as Record<PropertyKey, number>)[5]);
attempt(() => {
  (target as Record<PropertyKey, number>)[key('b')] = 7;
  (target as Record<PropertyKey, number>)[-1] = 8;
  (target as Record<PropertyKey, number>)[2 ** 32 - 1] = 9;
  return Object.entries(target).join(' ');
});
console.log(told.join(' '));

const map = new Map<string, number>();
console.log(map.set('a', 1) === map, map.delete('a'), map.delete('a'), map.clear(), [...map.keys()], map.size);
const set = new Set<number>();
console.log(set.add(-0) === set, Object.is([...set][0], 0), set.add(NaN).has(NaN), set.delete(0), [...set.entries()]);
console.log([...map.set('x', 1).entries()], map.values().next(), map.entries().next(), set.keys().next());
console.log((map.set as (...all: unknown[]) => unknown).call(map, 'y', 2, 3) === map, (map as unknown as { set(k: string): unknown }).set('z'), map);
