// A generator as a coroutine driven by messages.
type Msg = { type: 'add'; n: number } | { type: 'reset' } | { type: 'get' };
function* machine(): Generator<number | undefined, void, Msg> {
  let total = 0;
  let reply: number | undefined;
  while (true) {
    const m: Msg = yield reply;
    reply = undefined;
    switch (m.type) {
      case 'add':
        total += m.n;
        break;
      case 'reset':
        total = 0;
        continue;
      case 'get':
        reply = total;
    }
  }
}
const m = machine();
m.next();
m.next({ type: 'add', n: 5 });
m.next({ type: 'add', n: 7 });
console.log(m.next({ type: 'get' }).value);
m.next({ type: 'reset' });
console.log(m.next({ type: 'get' }).value);
function run(task: () => Generator<number, string, number>): string {
  const it = task();
  let r = it.next();
  while (!r.done) r = it.next(r.value * 2);
  return r.value;
}
console.log(run(function* () {
  const a = yield 1;
  const b = yield a + 1;
  return `${a},${b}`;
}));
