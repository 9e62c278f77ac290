// Variables that callbacks assign, where the callback becomes a loop or is inlined and where it stays a closure.
let total = 0;
function run(map: Map<string, number>): number { let s = 0; map.forEach((v, k) => { s += v + k.length; }); return s; }
const m = new Map([['a', 1], ['b', 2]]);
console.log(run(m));
[1, 2, 3].forEach((x) => { total += x; });
const out: (() => number)[] = [];
for (let i = 0; i < 3; i++) { [1, 2].forEach((x) => { i += 0; total += x * i; }); out.push(() => i); }
function counter(): number { let n = 0; const inc = (): void => { n++; }; inc(); inc(); return n; }
console.log(total, out.map((f) => f()), counter());
function tdz(): void { try { [1].forEach(() => { late; }); } catch (e) { console.log((e as Error).message); } let late = 1; late++; [1].forEach(() => { late++; }); console.log(late); }
tdz();
function* g(): Generator<number> { let n = 0; for (const x of [1, 2, 3]) { [x].forEach((y) => { n += y; }); yield n; } }
console.log([...g()]);
async function h(): Promise<number> { let n = 0; for (const x of [1, 2, 3]) { [x].forEach((y) => { n += y; }); await null; } return n; }
console.log(await h());
function count(): number[] { const seen: number[] = []; for (const x of [1, 2]) { let n = x; [3].forEach((y) => { n += y; }); seen.push(n); } return seen; }
console.log(count());
function max(xs: number[]): number { let best = -Infinity; xs.forEach((x) => { if (x > best) best = x; }); return best; }
console.log(max([3, 9, 2]), max([]));
export {};
