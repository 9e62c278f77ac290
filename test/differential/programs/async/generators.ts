// Async generators, for await, early exit and errors.
const wait = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));
async function* ticks(n: number): AsyncGenerator<number, string> {
  try {
    for (let i = 0; i < n; i++) {
      await wait(1);
      yield i;
    }
    return 'finished';
  } finally {
    console.log('closed');
  }
}
for await (const t of ticks(3)) console.log(t);
for await (const t of ticks(10)) if (t === 1) break;
const g = ticks(1);
console.log(await g.next(), await g.next(), await g.next());
async function* mapAsync<A, B>(src: AsyncIterable<A>, f: (a: A) => Promise<B> | B): AsyncGenerator<B> {
  for await (const v of src) yield f(v);
}
const out: string[] = [];
for await (const v of mapAsync(ticks(2), async (n) => `v${n}`)) out.push(v);
console.log(out);
async function* bad(): AsyncGenerator<number> {
  yield 1;
  throw new Error('generator failed');
}
try {
  for await (const v of bad()) console.log(v);
} catch (e) {
  console.log((e as Error).message);
}
for await (const v of [Promise.resolve('x'), 'y']) console.log(v);
async function* nested(): AsyncGenerator<number> {
  yield* ticks(1);
  yield* [7, 8];
}
for await (const v of nested()) console.log(v);
