// Promise.resolve gives a promise back as it is, with a `then` of its own if it has one.
const value = { v: 1 };
const promise = new Promise<unknown>(() => {});
(promise as any).then = function (resolve: (x: unknown) => void) { console.log('own then'); resolve(value); };
Promise.resolve(promise).then((x) => console.log('A', x === value), (e) => console.log('rej', e));
let resolver: (x: unknown) => void = () => {};
const thenable = new Promise<unknown>(() => {});
(thenable as any).then = (res: (x: unknown) => void) => { console.log('second'); res(value); };
const p2 = new Promise((res) => { resolver = res; });
p2.then((v) => console.log('B', v === value, v));
resolver(thenable);
(async () => { console.log('C', await thenable); })();
const plain = Promise.resolve(3);
console.log(Promise.resolve(plain) === plain, Promise.resolve(plain) == plain, [plain].includes(Promise.resolve(plain)), Promise.resolve(4) === (plain as unknown));
class P<T> extends Promise<T> {}
const sub = P.resolve(1);
console.log(Promise.resolve(sub) === sub, P.resolve(sub) === sub, (P.resolve(plain) as Promise<number>) === plain);
