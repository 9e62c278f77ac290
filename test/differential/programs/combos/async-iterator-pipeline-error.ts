// An async pipeline whose source fails midway; cleanup runs once.
const log: string[] = [];
async function* source(failAt: number): AsyncGenerator<number> {
  try {
    for (let i = 0; i < 5; i++) {
      if (i === failAt) throw new Error(`source ${i}`);
      yield i;
    }
  } finally {
    log.push('source closed');
  }
}
async function* map<A, B>(it: AsyncIterable<A>, f: (a: A) => B | Promise<B>): AsyncGenerator<Awaited<B>> {
  try {
    for await (const a of it) yield await f(a);
  } finally {
    log.push('map closed');
  }
}
const collect = async (failAt: number, stopAt = 99): Promise<unknown[]> => {
  const out: unknown[] = [];
  try {
    for await (const v of map(source(failAt), async (n) => n * n)) {
      if (out.push(v) === stopAt) break;
    }
  } catch (e) {
    out.push((e as Error).message);
  }
  return out;
};
console.log(await collect(9), await collect(2), await collect(9, 2), log);
