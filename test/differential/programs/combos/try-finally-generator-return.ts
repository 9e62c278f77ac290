// finally blocks inside generators run when loops leave by break, return and throw.
const log: string[] = [];
function* res(name: string): Generator<number> {
  log.push(`open ${name}`);
  try {
    yield 1;
    yield 2;
  } finally {
    log.push(`close ${name}`);
  }
}
function find(): number {
  for (const a of res('a')) for (const b of res('b')) if (a + b === 3) return a * 10 + b;
  return 0;
}
console.log(find());
outer: for (const _ of res('c')) for (const _ of res('d')) continue outer;
try {
  for (const _ of res('e')) throw new Error('x');
} catch (e) {
  log.push((e as Error).message);
}
console.log(log);
