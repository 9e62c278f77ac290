// async functions, await on values and promises, order with synchronous code.
const log: string[] = [];
async function f(n: string): Promise<string> {
  log.push(`${n} start`);
  await null;
  log.push(`${n} middle`);
  const v = await Promise.resolve(n.toUpperCase());
  log.push(`${n} end`);
  return v;
}
log.push('main');
const p = f('a');
const q = f('b');
log.push('after calls');
console.log(await p, await q, p instanceof Promise);
console.log(log);
const values = await Promise.all([1, f('c'), Promise.resolve(3)]);
console.log(values);
