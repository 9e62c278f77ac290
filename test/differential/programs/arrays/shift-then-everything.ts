// Long arrays whose first elements were shifted out, with every other method behind it; queues of all lengths.
function shifted(length: number, shifts: number): (number | string)[] {
  const list: (number | string)[] = [];
  for (let i = 0; i < length; i++) list.push(i % 3 === 0 ? `s${i}` : i);
  for (let i = 0; i < shifts; i++) list.shift();
  return list;
}
function show(name: string, list: readonly unknown[]): void {
  console.log(name, list.length, list.slice(0, 3).join(), list.slice(-3).join(), list.join('').length);
}
const uses: Record<string, (list: (number | string)[]) => unknown> = {
  push: (list) => list.push('x', 'y'),
  pop: (list) => list.pop(),
  shift: (list) => list.shift(),
  unshift: (list) => list.unshift('u', 'v'),
  unshiftMany: (list) => list.unshift(...Array.from({ length: 50 }, (_, i) => i)),
  splice: (list) => list.splice(2, 3, 'n').length,
  spliceIn: (list) => list.splice(1, 0, 'a', 'b', 'c').length,
  reverse: (list) => list.reverse().length,
  sort: (list) => list.sort().length,
  fill: (list) => list.fill('f', 1, 4).length,
  copyWithin: (list) => list.copyWithin(0, 5, 9).length,
  length: (list) => (list.length = 5),
  lengthUp: (list) => (list.length = list.length + 40),
  write: (list) => (list[list.length + 30] = 'far'),
  index: (list) => (list[0] = 'first'),
  hole: (list) => delete list[1],
  concat: (list) => list.concat(list).length,
  spread: (list) => [...list, ...list].length,
  map: (list) => list.map(String).join('').length,
  includes: (list) => list.includes('s30') && list.indexOf(31) === list.lastIndexOf(31),
  entries: (list) => [...list.entries()].at(-1),
  property: (list) => Object.assign(list, { note: 'n', other: [1] }),
  getter: (list) => Object.defineProperty(list, 2, { get: () => 'got', configurable: true, enumerable: true }),
  freeze: (list) => Object.isFrozen(Object.freeze(list)),
  clone: (list) => structuredClone(list).length,
  json: (list) => JSON.stringify(list).length,
  flat: (list) => [list, [list]].flat(2).length,
  with: (list) => list.with(0, 'w')[0],
  toSpliced: (list) => list.toSpliced(0, 2).length,
};
for (const [name, use] of Object.entries(uses)) {
  for (const [length, shifts] of [
    [100, 1],
    [100, 60],
    [40, 16],
    [40, 39],
    [26, 2],
  ] as const) {
    const list = shifted(length, shifts);
    const result = use(list);
    show(`${name} ${length}-${shifts} ${typeof result === 'object' ? Object.keys(result as object).length : String(result)}`, list);
    if (name !== 'freeze' && name !== 'getter') {
      list.push('end');
      list.shift();
      list.shift();
      for (let i = 0; i < 30; i++) list.push(`t${i}`);
      list.shift();
      show('  after', list);
    }
    console.log((list as { note?: string }).note, 2 in list, list[2]);
  }
}

// Queues that stay long, stay short, drain and fill again.
for (const held of [1, 23, 24, 25, 100]) {
  const queue: { id: number; text: string }[] = [];
  let sum = 0;
  for (let i = 0; i < 700; i++) {
    queue.push({ id: i, text: `job ${i}` });
    if (queue.length > held) {
      const job = queue.shift()!;
      sum += job.id + job.text.length;
    }
    if (i % 250 === 249) while (queue.length > 0) sum += queue.shift()!.id;
  }
  console.log(held, sum, queue.length, queue[0]?.text, queue.at(-1)?.text);
}
// A breadth-first walk; the queue is read by a loop while it moves.
const order: number[] = [];
const pending = [1];
while (pending.length > 0) {
  const node = pending.shift()!;
  order.push(node);
  if (node < 400) pending.push(node * 2, node * 2 + 1);
}
console.log(order.length, order.slice(-3).join());
const moving = Array.from({ length: 60 }, (_, i) => i);
const seen: number[] = [];
for (const value of moving) {
  seen.push(value);
  if (value % 2 === 0) moving.shift();
}
console.log(seen.join(), moving.length);
moving.forEach((value, i) => {
  if (i < 5) moving.shift();
  seen.push(value);
});
console.log(seen.length, moving.join());
class Named extends Array<number> {
  label = 'named';
}
const named = Named.from(order) as Named;
for (let i = 0; i < 50; i++) named.shift();
console.log(named.length, named[0], named.label, named instanceof Named);
