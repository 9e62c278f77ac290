// Exact interleaving of promise reactions, await and queueMicrotask.
const log: string[] = [];
const note = (s: string) => (): void => void log.push(s);
setTimeout(note('timeout'), 0);
queueMicrotask(note('micro 1'));
Promise.resolve().then(note('then 1')).then(note('then 2')).then(note('then 3'));
(async () => {
  note('async start')();
  await undefined;
  note('after await 1')();
  await new Promise<void>((r) => r());
  note('after await 2')();
})();
queueMicrotask(() => {
  note('micro 2')();
  queueMicrotask(note('micro nested'));
});
Promise.reject(new Error('x')).catch(note('catch')).finally(note('finally'));
new Promise<void>((resolve) => {
  note('executor')();
  resolve();
  note('after resolve')();
}).then(note('then p'));
note('sync end')();
setTimeout(() => console.log(log.join('\n')), 5);
