// The interleaving of async generators, their request queues, yield* and for await, counted against a ticking chain.
const log: string[] = [];
let tick = 0;
function clock(n: number): void {
  let p = Promise.resolve();
  for (let i = 0; i < n; i++) p = p.then(() => void tick++);
}
const note = (s: string): void => void log.push(`${tick}:${s}`);

async function* simple(): AsyncGenerator<number, string, unknown> {
  note('start');
  const a = yield 1;
  note(`sent ${String(a)}`);
  try {
    yield Promise.resolve(2) as unknown as number;
    yield 3;
  } catch (e) {
    note(`caught ${String(e)}`);
    yield 4;
  } finally {
    note('finally');
    await null;
    note('finally 2');
  }
  return 'end';
}
async function* returnsPromise(): AsyncGenerator<number, number, unknown> {
  yield 1;
  return Promise.resolve(9) as unknown as number;
}
async function* empty(): AsyncGenerator<number, void, unknown> {}
async function* returnsNothing(): AsyncGenerator<number, void, unknown> {
  yield 1;
  return;
}
async function* outer(): AsyncGenerator<number, void, unknown> {
  const r = yield* simple();
  note(`inner gave ${r}`);
  yield* [5, Promise.resolve(6)] as number[];
}
function show(name: string, p: Promise<IteratorResult<unknown, unknown>>): Promise<void> {
  return p.then(
    (r) => note(`${name} ${String(r.value)} ${String(r.done)}`),
    (e: unknown) => note(`${name} threw ${String(e)}`),
  );
}

clock(400);
const run = async (): Promise<void> => {
  const g = simple();
  await Promise.all([show('n1', g.next()), show('n2', g.next('x')), show('n3', g.next()), show('n4', g.next()), show('n5', g.next()), show('n6', g.next())]);
  const h = simple();
  await Promise.all([show('a', h.next()), show('b', h.next()), show('c', h.throw('boom')), show('d', h.return('r')), show('e', h.next())]);
  const k = simple();
  await Promise.all([show('k1', k.return('early')), show('k2', k.next())]);
  const l = simple();
  await show('l1', l.throw('first')).then(() => show('l2', l.next()));
  await Promise.all([returnsPromise(), returnsNothing(), empty()].map(async (it, i) => {
    await show(`m${i}`, it.next());
    await show(`m${i}`, it.next());
    await show(`m${i}`, it.return(Promise.resolve('z') as never));
  }));
  note('for await');
  for await (const x of outer()) note(`o ${x}`);
  for await (const x of outer()) {
    note(`p ${x}`);
    if (x === 2) break;
  }
  const o = outer();
  await show('o1', o.next());
  await show('o2', o.return(7 as never));
  await show('o3', o.next());
  for await (const x of [Promise.resolve('s1'), 's2', { then: (ok: (v: string) => void) => ok('s3') }] as Promise<string>[]) note(x);
  try {
    for await (const x of [1, Promise.reject(new Error('bad'))]) note(`q ${x}`);
  } catch (e) {
    note(`rejected ${(e as Error).message}`);
  }
};
await run();
console.log(log.join('\n'));
