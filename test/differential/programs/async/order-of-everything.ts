// Synchronous code, microtasks, promises, timers and nested combinations in one log.
const log: string[] = [];
const n = (s: string) => (): void => void log.push(s);
setTimeout(n('T0'), 0);
setTimeout(() => {
  n('T1')();
  Promise.resolve().then(n('T1-micro'));
  queueMicrotask(n('T1-queue'));
}, 0);
setTimeout(n('T2'), 0);
const p = new Promise<void>((r) => {
  n('executor')();
  r();
});
p.then(n('p1')).then(n('p2'));
(async () => {
  n('a1')();
  await p;
  n('a2')();
  try {
    await Promise.reject(new Error('x'));
  } catch {
    n('a3')();
  } finally {
    n('a4')();
  }
  await new Promise((r) => setTimeout(r, 0));
  n('a5')();
})();
queueMicrotask(n('q1'));
process.nextTick(n('tick'));
n('sync')();
await p;
n('main after await')();
setTimeout(() => console.log(log.join(' ')), 10);
