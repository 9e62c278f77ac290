// Readonly views over mutable data, as const literals, frozen copies and widening.
const config = { mode: 'dark', sizes: [1, 2, 3], nested: { on: true } } as const;
type Mode = (typeof config)['mode'] | 'light';
const flip = (m: Mode): Mode => (m === 'dark' ? 'light' : 'dark');
console.log(flip(config.mode), config.sizes.map((s) => s * 2), config.nested.on, config);
const data = [3, 1, 2];
const view: readonly number[] = data;
data.push(0);
console.log(view, view.length, [...view].sort(), view.includes(0), view.concat([9]), view === data);
function total(xs: ReadonlyArray<{ readonly n: number }>): number {
  return xs.reduce((s, { n }) => s + n, 0);
}
const mutable = [{ n: 1 }, { n: 2 }];
mutable[0].n = 10;
console.log(total(mutable), total([]), Object.isFrozen(config), Object.isFrozen(Object.freeze([1])));
const map: ReadonlyMap<string, ReadonlySet<number>> = new Map([['a', new Set([1, 2])]]);
console.log(map.get('a')?.has(2), [...map.keys()], (map as Map<string, ReadonlySet<number>>).set('b', new Set()).size);
const tuple = ['x', 1, [true]] as const;
const [s, n, [b]] = tuple;
console.log(s.length, n.toFixed(1), !b, tuple.length);
