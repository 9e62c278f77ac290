// Errors across await: try/catch/finally, rejections, rethrow and cause.
const fail = async (m: string): Promise<never> => {
  await null;
  throw new Error(m);
};
async function f(mode: string): Promise<string> {
  try {
    if (mode === 'sync') throw new TypeError('sync');
    if (mode === 'reject') await Promise.reject('plain');
    if (mode === 'deep') await fail('deep');
    if (mode === 'nested') {
      try {
        await fail('inner');
      } catch (e) {
        throw new Error('outer', { cause: e });
      } finally {
        await null;
        console.log('inner finally');
      }
    }
    return 'fine';
  } catch (e) {
    const err = e as Error;
    return `caught ${err.message ?? e} ${(err.cause as Error | undefined)?.message ?? ''}`;
  } finally {
    console.log('finally', mode);
  }
}
for (const m of ['none', 'sync', 'reject', 'deep', 'nested']) console.log(await f(m));
console.log(await fail('x').catch((e: Error) => e.message), await fail('y').then(() => 'ok', () => 'rejected'));
await fail('z').finally(() => console.log('fin')).catch((e: Error) => console.log(e.message));
