// Transforming async chunks: lines, batching by count, merging sources by arrival and limiting.
const sleep = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));
async function* chunks(...cs: string[]): AsyncGenerator<string> {
  for (const c of cs) {
    await sleep(1);
    yield c;
  }
}
async function* lines(src: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const c of src) {
    const parts = (rest + c).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest) yield rest;
}
async function* batch<T>(src: AsyncIterable<T>, n: number): AsyncGenerator<T[]> {
  let b: T[] = [];
  for await (const x of src) if (b.push(x) === n) yield b.splice(0);
  if (b.length) yield b;
}
const collect = async <T>(src: AsyncIterable<T>): Promise<T[]> => { const out: T[] = []; for await (const x of src) out.push(x); return out; };
console.log(await collect(lines(chunks('a\nb', 'c\n', '\nd'))), await collect(batch(lines(chunks('1\n2\n3\n4\n5')), 2)));
async function* merge<T>(...srcs: AsyncIterable<T>[]): AsyncGenerator<T> {
  const its = new Map(srcs.map((s) => { const it = s[Symbol.asyncIterator](); return [it, it.next()] as const; }));
  while (its.size) {
    const [it, r] = await Promise.race([...its].map(async ([it, p]) => [it, await p] as const));
    if (r.done) its.delete(it);
    else {
      its.set(it, it.next());
      yield r.value;
    }
  }
}
async function* every(ms: number, tag: string, n: number): AsyncGenerator<string> { for (let i = 0; i < n; i++) { await sleep(ms); yield tag + i; } }
const merged = await collect(merge(every(4, 'a', 2), every(250, 'b', 1)));
console.log(merged, (await collect(merge())).length);
