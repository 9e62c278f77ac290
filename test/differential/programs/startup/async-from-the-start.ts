// Promises, timers and async functions started before the first output.
const order: string[] = [];
const p = Promise.resolve('early').then((v) => (order.push(v), v));
const q = (async () => {
  order.push('sync part');
  await p;
  order.push('after p');
  return order.length;
})();
queueMicrotask(() => order.push('micro'));
const t = new Promise<string>((r) => setTimeout(() => r('timer'), 1));
const state = { done: false };
void t.then(() => (state.done = true));
console.log(order, state);
console.log(await q, order);
console.log(await t, state.done, order.join(' '));
