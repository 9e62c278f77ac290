// fromEntries, entries, assign and spread with maps, arrays and generators.
const pairs: [string, number][] = [['a', 1], ['b', 2], ['a', 3]];
console.log(Object.fromEntries(pairs), Object.fromEntries(new Map(pairs)), Object.entries(Object.fromEntries(pairs)), Object.fromEntries([]));
function* gen(): Generator<[string, string]> {
  for (const k of 'xyz') yield [k, k.toUpperCase()];
}
console.log(Object.fromEntries(gen()), Object.fromEntries(Object.entries({ a: 1, b: 2 }).filter(([, v]) => v > 1)), Object.fromEntries([[1, 'num'], ['k', undefined]]));
const flip = <K extends string, V extends string>(o: Record<K, V>): Record<V, K> => Object.fromEntries(Object.entries(o).map(([k, v]) => [v, k])) as Record<V, K>;
console.log(flip({ a: 'x', b: 'y' }), Object.assign({}, ...[{ a: 1 }, { b: 2 }]), Object.assign([1, 2], [9]), { ...Object.fromEntries(pairs), z: 0 });
