// await inside operands, calls, templates, conditions, spreads and destructuring.
const v = async <T>(x: T): Promise<T> => x;
const log: string[] = [];
const side = (s: string): string => (log.push(s), s);
console.log((await v(1)) + (await v(2)) * (await v(3)), `${await v('a')}-${await v('b')}`);
console.log([await v(1), ...(await v([2, 3]))], { a: await v('x'), ...(await v({ b: 1 })) });
const { p, q = await v('dq') } = await v<{ p: number; q?: string }>({ p: 5 });
console.log(p, q, (await v(true)) ? await v('yes') : await v('no'), (await v(null)) ?? (await v('nn')));
console.log(side('l') + (await v(side('m'))) + side('r'), log);
const o = { n: 1, async inc(by: number) { return (this.n += await v(by)); } };
o.n += await o.inc(5);
console.log(o.n, (await v([9, 8]))[await v(1)], typeof (await v(1)), !(await v(0)), (await v(log)) === log);
let i = 0;
while (await v(i < 3)) i += await v(1);
do i--; while ((await v(i)) > 1);
switch (await v(i)) {
  case await v(1): console.log('case one'); break;
  default: console.log('default');
}
for (const x of await v([1, 2])) for (let j = await v(0); j < (await v(x)); j++) console.log(x, j);
