// Subclasses of Promise: species, own `then`, fields, classes made at run time.
class Sub<T> extends Promise<T> { tag = 'sub'; }
class Plain<T> extends Promise<T> { static get [Symbol.species]() { return Promise; } }
const sub = new Sub<number>((ok) => ok(1));
console.log(sub.then() instanceof Sub, sub.catch(() => 0) instanceof Sub, sub.finally(() => 0) instanceof Sub, Promise.resolve(sub as Promise<number>) === sub, sub.tag, (sub.then() as Sub<number>).tag);
console.log(await sub, await sub.then((x) => x + 1), await sub.finally(() => 5));
const p = new Plain<number>((ok) => ok(2));
console.log(p.then() instanceof Plain, p instanceof Plain, p instanceof Promise);
function local() { class L<T> extends Promise<T> {} return new L<number>((ok) => ok(3)).then((x) => x) instanceof L; }
console.log(local());
class Bad<T> extends Promise<T> { constructor(x: (a: (v: T) => void, b: (e: unknown) => void) => void) { super(x); } override then<A, B>(f?: ((v: T) => A | PromiseLike<A>) | null, g?: ((e: unknown) => B | PromiseLike<B>) | null): Promise<A | B> { console.log('own then'); return super.then(f, g); } }
const b = new Bad<number>((ok) => ok(4));
console.log(await b);
await b.catch(() => 0);
await b.finally(() => 0);
const rej = new Sub<number>((_, no) => no(new Error('r')));
await rej.catch((e) => console.log((e as Error).message));
