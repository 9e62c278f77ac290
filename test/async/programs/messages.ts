// The messages of what promises, iteration, timers and events refuse.
const tell = (run: () => unknown): void => {
  try {
    run();
  } catch (e) {
    console.log((e as Error).name, (e as Error).message, String((e as { code?: unknown }).code));
  }
};
const bad = [{}, undefined, null, 'abc', 5, true, 5n, Symbol('q')] as never[];
for (const value of bad) tell(() => [1].values().map(value));
for (const value of bad) tell(() => new Promise(value));
for (const value of bad) if (typeof value !== 'function') tell(() => setTimeout(value));
tell(() => queueMicrotask({} as never));
tell(() => Iterator.from(5 as never));
tell(() => Promise.prototype.then.call(5 as never));
tell(() => structuredClone(Promise.resolve()));
tell(() => structuredClone({ a: Symbol('x') }));
tell(() => new EventTarget().dispatchEvent(5 as never));
tell(() => new EventTarget().addEventListener('x', 5 as never));
tell(() => crypto.getRandomValues(new Uint8Array(70000)));
tell(() => crypto.getRandomValues(new Float32Array(7) as never));
tell(() => process.exit('abc'));
tell(() => (process.exitCode = 1.5));
tell(() => (process.exitCode = {} as never));
tell(() => process.stdout.write(5 as never));
function* delegates(to: unknown): Generator<unknown> {
  yield* to as Iterable<unknown>;
}
tell(() => delegates(5).next());
tell(() => delegates({}).next());
const generator = delegates([1]);
tell(() => generator.next.call({} as never));
for (const value of [Promise.try(5 as never), Promise.try({} as never), Promise.all(5 as never), Promise.all(undefined as never), Promise.race({} as never)]) {
  await value.catch((e: Error) => console.log(e.name, e.message));
}
const cycle: Promise<unknown> = Promise.resolve().then(() => cycle);
await cycle.catch((e: Error) => console.log(e.name, e.message));
await Promise.any([Promise.reject(1)]).catch((e: AggregateError) => console.log(e.name, e.message, e.errors.length));
try {
  for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => 5 }) } as never as AsyncIterable<number>) console.log(x);
} catch (e) {
  console.log((e as Error).message);
}
process.exitCode = 0;
