// Assignments inside loop conditions with exec, shift, pop and iterator next.
const re = /(\w)(\d)/g;
let m: RegExpExecArray | null;
const found: string[] = [];
while ((m = re.exec('a1 b2 c3')) !== null) found.push(`${m[1]}=${m[2]}@${m.index}`);
console.log(found, re.lastIndex);
const queue = [1, 2, 3];
let item: number | undefined;
let sum = 0;
while ((item = queue.shift()) !== undefined) {
  sum += item;
  if (item === 2) queue.push(10);
}
console.log(sum, queue);
const it = new Map([['x', 1], ['y', 2]]).entries();
let r: IteratorResult<[string, number]>;
while (!(r = it.next()).done) console.log(r.value);
let n = 27;
let steps = 0;
do n = n % 2 ? 3 * n + 1 : n / 2;
while (++steps && n !== 1);
console.log(steps);
let node: { v: number; next?: typeof node } | undefined = { v: 1, next: { v: 2, next: { v: 3 } } };
do console.log(node!.v);
while ((node = node!.next));
