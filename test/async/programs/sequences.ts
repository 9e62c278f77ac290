// Suspensions inside comma expressions, conditions and arguments.
const s = (n: number): Promise<number> => Promise.resolve(n);
const f = async (a: boolean): Promise<number> => a ? (await s(1), await s(2)) : await s(3);
console.log(await f(true), await f(false));
const g = async (): Promise<number[]> => { const r: number[] = []; for (let i = 0; i < 3; i++) r.push((await s(i), r.length, (await s(5)) + i)); return r; };
console.log((await g()).join());
const h = async (o: { a?: { b: number } }): Promise<number> => (await s(1)) + (o.a?.b ?? (await s(9), await s(4)));
console.log(await h({}), await h({ a: { b: 2 } }));
function* gen(): Generator<number, string, number> { const x = (yield 1, yield 2) + (yield 3); return 'x' + x; }
const it = gen(); console.log(it.next(0).value, it.next(10).value, it.next(20).value, it.next(30).value);
