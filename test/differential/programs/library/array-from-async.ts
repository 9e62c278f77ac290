// Array.fromAsync over async and sync sources.
async function* g(): AsyncGenerator<number> {
  yield 1;
  yield 2;
}
console.log(await Array.fromAsync(g()), await Array.fromAsync([Promise.resolve('a'), 'b']), await Array.fromAsync(g(), async (x) => x * 10), await Array.fromAsync({ length: 2, 0: 5, 1: Promise.resolve(6) }));
await Array.fromAsync([Promise.reject(new Error('no'))]).catch((e: Error) => console.log(e.message));
console.log(await Array.fromAsync(new Set([3])), await Array.fromAsync(''));
