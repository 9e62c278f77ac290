// Thenables of several forms, then on non-functions, static combinators with thenables and values.
const thenable = (v: unknown, ok = true) => ({ then(res: (v: unknown) => void, rej: (v: unknown) => void) { (ok ? res : rej)(v); } });
console.log(await thenable(1), await thenable(2, false).then.call(null, (v) => v, (v) => v), await Promise.resolve(thenable(3)), await Promise.all([thenable(4), 5, Promise.resolve(6)]));
console.log(await Promise.allSettled([thenable('x', false), 1]), await Promise.race([thenable('r'), new Promise(() => {})]), await Promise.any([thenable('e', false), thenable('a')]));
class Later<T> {
  constructor(private readonly v: T) {}
  then<R>(ok: (v: T) => R): Promise<R> {
    return new Promise((r) => setTimeout(() => r(ok(this.v)), 1));
  }
}
console.log(await new Later('later'), await Promise.resolve(1).then(2 as never, 3 as never), await Promise.reject(4).then(null, (v) => v * 2));
const twice = thenable(0);
twice.then = (res) => (res('first'), res('second'));
console.log(await twice, await (async () => new Later(await new Later(8)))());
