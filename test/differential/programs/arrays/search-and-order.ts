// Searches for every kind of value, sorts of what is in order, spreads of arrays with holes.
const values: unknown[] = [0, -0, NaN, 1.5, '', 'a', 'ab', 'a'.repeat(40), null, undefined, true, false, 10n, 2n ** 70n, Symbol.iterator];
const object = { a: 1 };
values.push(object, [1], 'x', 3, 7);
delete values[values.length - 2];
const wanted: unknown[] = [...values, -1, 'b', 'a' + 'b', 'aa'.repeat(20), 10n, 2n ** 70n + 0n, {}, 'X'.toLowerCase()];
for (const value of wanted)
  console.log(typeof value, values.includes(value), values.indexOf(value), values.lastIndexOf(value), values.includes(value, 5), values.indexOf(value, -6));
console.log([, 1].includes(undefined), [, 1].indexOf(undefined), [NaN].includes(NaN), [NaN].indexOf(NaN), [1, 2, 3].indexOf(3, 5), [].includes(0 as never));
const rope = 'left part of a rope ' + String(values.length) + ' and the right part';
console.log([rope].includes('left part of a rope 21 and the right part'), ['é', 'ā'].indexOf('ā'), [rope.slice(3, 33)].indexOf('t part of a rope 21 and the ri'));

interface Item {
  key: number;
  at: number;
}
function check(name: string, keys: number[]): void {
  const items: Item[] = keys.map((key, at) => ({ key, at }));
  const up = [...items].sort((a, b) => a.key - b.key);
  const down = items.toSorted((a, b) => b.key - a.key);
  const stable = (list: Item[]): boolean => list.every((item, i) => i === 0 || item.key !== list[i - 1]!.key || item.at > list[i - 1]!.at);
  console.log(name, up.length, up[0]?.key, up.at(-1)?.key, stable(up), stable(down), down[0]?.key, up.every((item, i) => i === 0 || item.key >= up[i - 1]!.key));
  console.log(keys.map(String).sort().slice(0, 5).join(), keys.slice().sort().slice(-3).join());
}
for (const length of [0, 1, 2, 31, 63, 64, 65, 200]) {
  const ascending = Array.from({ length }, (_, i) => i);
  check('ascending', ascending);
  check('descending', ascending.toReversed());
  check('equal', ascending.map(() => 4));
  check('pairs down', ascending.map((i) => -(i >> 1)));
  check('pairs up', ascending.map((i) => i >> 1));
  check('last is least', [...ascending, -1]);
  check('first is most', [1000, ...ascending]);
  check('mixed', ascending.map((i) => (i * 7919) % 101));
}
const holes = [1, , 3, undefined, 5];
const spread = [...holes, ...holes];
console.log(spread.length, 1 in spread, spread.join(), [...spread, 'end'].length, Math.max(...[3, 9, 2]), [...[]].length);
const self = [1, 2];
self.push(...self, ...self);
console.log(self.join(), [0, ...self, ...'ab', ...new Set([7]), ...holes].length);
const bad: number[] = Array.from({ length: 100 }, (_, i) => i);
try {
  bad.sort((a, b) => {
    if (a === 50 || b === 50) throw new RangeError('at 50');
    return a - b;
  });
} catch (error) {
  console.log(String(error), bad.length);
}
