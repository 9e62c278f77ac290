// Ticks of await, async returns, thenables and combinators, counted against a ticking chain.
const log: string[] = [];
let tick = 0;
let p: Promise<void> = Promise.resolve();
for (let i = 0; i < 200; i++) p = p.then(() => void tick++);
const note = (s: string): void => void log.push(`${tick}:${s}`);

const returnsValue = async (): Promise<number> => 1;
const returnsPromise = async (): Promise<number> => Promise.resolve(2);
const returnsThenable = async (): Promise<number> => ({ then: (ok: (v: number) => void) => ok(3) }) as unknown as Promise<number>;
const throws = async (): Promise<number> => {
  throw new Error('t');
};
const awaitsThenThrows = async (): Promise<number> => {
  await 0;
  throw new Error('u');
};
class Sub<T> extends Promise<T> {}
class Thenable {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
  then(ok: (v: string) => void): void {
    note(`then ${this.value}`);
    ok(this.value);
  }
}
void (async () => { note(`value ${await returnsValue()}`); })();
void (async () => { note(`promise ${await returnsPromise()}`); })();
void (async () => { note(`thenable ${await returnsThenable()}`); })();
void (async () => { await throws().catch(() => note('throws')); })();
void (async () => { await awaitsThenThrows().catch(() => note('awaits then throws')); })();
void (async () => { note(`sub ${await new Sub<number>((ok) => ok(4)).then((v) => v)}`); })();
void (async () => { note(`new sub ${await new Sub<number>((ok) => ok(5))}`); })();
void (async () => { note(`class thenable ${await (new Thenable('T') as unknown as Promise<string>)}`); })();
void (async () => { note(`undefined ${await undefined}`); })();
void (async () => { note(`object ${(await { a: 6 }).a}`); })();
void Promise.resolve(1).finally(() => note('finally')).then(() => note('after finally'));
void Promise.reject(1).finally(() => Promise.resolve(2)).catch((e) => note(`after finally ${e}`));
void Promise.all([]).then(() => note('all of none'));
void Promise.all([1, Promise.resolve(2), returnsPromise()]).then((v) => note(`all ${v.join()}`));
void Promise.race([returnsPromise(), returnsValue()]).then((v) => note(`race ${v}`));
void Promise.any([throws(), returnsPromise()]).then((v) => note(`any ${v}`));
void Promise.any([throws(), awaitsThenThrows()]).catch((e: AggregateError) => note(`any ${e.name} ${e.errors.length}`));
void Promise.allSettled([throws(), returnsValue()]).then((r) => note(`settled ${r.map((x) => x.status).join()}`));
new Promise<number>((ok) => ok(returnsValue())).then((v) => note(`resolved with promise ${v}`));
new Promise<number>((ok) => ok(new Thenable('R') as unknown as Promise<number>)).then((v) => note(`resolved with thenable ${v}`));
Promise.resolve(1).then(() => Promise.resolve(7)).then((v) => note(`then returns promise ${v}`));
Promise.resolve(new Thenable('P') as unknown as Promise<string>).then((v) => note(`resolve thenable ${v}`));
const { promise, resolve } = Promise.withResolvers<string>();
promise.then((v) => note(`with resolvers ${v}`));
resolve('W');
Promise.try((a: number) => a + 1, 7).then((v) => note(`try ${v}`));
Promise.try(() => { throw new Error('v'); }).catch((e: Error) => note(`try ${e.message}`));
queueMicrotask(() => note('microtask'));
const sub = new Sub<number>((ok) => ok(1));
console.log(sub.then() instanceof Sub, sub.catch(() => 0) instanceof Sub, sub.finally(() => 0) instanceof Sub, Promise.resolve(sub) === sub);
await p;
console.log(log.join('\n'));
