// A rejection handled before the microtask queue empties is not unhandled.
const p = Promise.reject(new Error('late'));
queueMicrotask(() => {
  p.catch((e: Error) => console.log('caught', e.message));
});
const all = [1, 2].map(async (n) => {
  if (n === 2) throw new Error(`n${n}`);
  return n;
});
console.log(await Promise.allSettled(all).then((rs) => rs.map((r) => r.status)));
async function f(): Promise<string> {
  const q = Promise.reject(new Error('held'));
  q.catch(() => {});
  await null;
  try {
    return await q;
  } catch (e) {
    return (e as Error).message;
  }
}
console.log(await f());
