// Async iterators dispose of themselves: their `return` is called and awaited, and what it throws comes through.
async function* ag() { try { yield 1; yield 2; } finally { console.log('done'); } }
async function main() {
  {
    await using it = ag();
    console.log(await it.next());
  }
  console.log('after');
  const i2 = ag();
  await i2.next();
  await i2[Symbol.asyncDispose]();
  console.log(await i2.next());
}
main();
async function fails() {
  const bad = Object.assign(ag(), { return(): Promise<IteratorResult<number>> { throw new Error('no return'); } });
  await bad.next();
  try { await bad[Symbol.asyncDispose](); } catch (e) { console.log((e as Error).message); }
  const none = Object.assign(ag(), { return: undefined });
  console.log(await (none as unknown as AsyncGenerator)[Symbol.asyncDispose]());
  async function* closes() { try { yield 1; } finally { await null; throw new RangeError('closing'); } }
  try { await using it = closes(); await it.next(); console.log('in'); } catch (e) { console.log(String(e)); }
}
setTimeout(() => void fails(), 1);
