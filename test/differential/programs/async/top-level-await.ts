// Top-level await between statements, with functions that use what follows.
console.log('one');
const a = await Promise.resolve(1);
console.log('two', a);
const b = a + (await new Promise<number>((r) => setTimeout(r, 2, 10)));
console.log(b);
for (let i = 0; i < 3; i++) {
  await null;
  if (i === 1) continue;
  console.log('loop', i);
}
try {
  await Promise.reject(new Error('top'));
} catch (e) {
  console.log((e as Error).message);
}
const lazy = async (): Promise<string> => later;
const later = await (async () => 'defined')();
console.log(await lazy());
class Thing {
  static value = 5;
  ready = Promise.resolve(this);
}
console.log((await new Thing().ready) instanceof Thing, await (await (async () => async () => 9)())());
