// return() and throw() from outside, try/finally inside.
const log: string[] = [];
function* g(): Generator<number, string, unknown> {
  try {
    yield 1;
    try {
      yield 2;
    } catch (e) {
      log.push(`caught ${(e as Error).message}`);
      yield 99;
    }
    yield 3;
  } finally {
    log.push('cleanup');
    yield 1000;
    log.push('after cleanup yield');
  }
  return 'end';
}
const a = g();
console.log(a.next(), a.return('early'), a.next(), a.next());
const b = g();
b.next();
b.next();
console.log(b.throw(new Error('E')), b.next(), b.next(), b.next());
const c = g();
console.log(c.return('unstarted'), c.next());
try {
  g().throw(new Error('start'));
} catch (e) {
  log.push((e as Error).message);
}
for (const v of g()) {
  if (v === 2) break;
}
console.log(log);
