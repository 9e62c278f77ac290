// Resolving with promises and thenables takes extra ticks.
const log: string[] = [];
const tick = (name: string, n: number): void => {
  let p = Promise.resolve();
  for (let i = 1; i <= n; i++) p = p.then(() => void log.push(`${name}${i}`));
};
tick('t', 8);
new Promise<void>((r) => r(Promise.resolve())).then(() => log.push('resolve(promise)'));
new Promise<void>((r) => r({ then: (ok: () => void) => ok() } as unknown as void)).then(() => log.push('resolve(thenable)'));
Promise.resolve()
  .then(() => Promise.resolve())
  .then(() => log.push('then returns promise'));
(async () => Promise.resolve())().then(() => log.push('async returns promise'));
(async () => {
  await (async () => {})();
  log.push('await async');
})();
(async () => {
  await { then: (ok: (v: number) => void) => ok(1) };
  log.push('await thenable');
})();
Promise.resolve().finally(() => {}).then(() => log.push('after finally'));
Promise.all([]).then(() => log.push('all []'));
Promise.all([1]).then(() => log.push('all [1]'));
Promise.race([2]).then(() => log.push('race'));
setTimeout(() => console.log(log.join(', ')), 5);
