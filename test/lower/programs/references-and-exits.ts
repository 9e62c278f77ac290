// Computed names, enums, super, iterator closing, finally, labels, private members, dead zones.
class A0 { constructor(public v = 1) {} m() { return 'm' + this.v; } }
function f1() { const k = Symbol('k'), ks: unique symbol = Symbol('ks'); class K { [k] = 5; static [ks] = 6; ['q' + 'm']() { return 7; } } return [new K(), K[ks], (new K() as any).qm()]; }
console.log(f1());
function f2(x: number) { var x = x || 3; return () => x++; } console.log(f2(0)());
function f3() { const r = 0; enum E3 { P = 4, Q } function g3() { return typeof E3; } return [r, g3(), E3[4]]; } console.log(f3());
function f4() { class St { static n = 3; static f = () => this.n; static { const q = () => this.n + 1; console.log(q()); } } return St.f(); } console.log(f4());
class Chain extends A0 { override m() { return super.m?.() + (super['m']()); } } console.log(new Chain(2).m());
const o = { __proto__: { base() { return 'b'; } }, base() { return super.base() + '!'; } } as any; console.log(o.base());
function f5(this: { q: number }, ...r: number[]) { return r.map((x) => x + this.q + arguments.length); } console.log(f5.call({ q: 1 }, 1, 2), f5.apply({ q: 2 }, [3]), f5.bind({ q: 5 }, 1)());
function f6() { try { return 'a'; } finally { console.log('fin'); } } console.log(f6());
function f7() { for (const x of [1, 2, 3]) { try { if (x === 2) continue; if (x === 3) break; console.log(x); } finally { console.log('f', x); } } } f7();
class It { constructor(public log: string[]) {} [Symbol.iterator]() { let i = 0; const log = this.log; return { next: () => ({ value: i++, done: i > 5 }), return: () => { log.push('ret'); return {} as any; } }; } }
{ const log: string[] = []; const [a, b] = new It(log); for (const x of new It(log)) if (x > 1) break; try { const [z = (() => { throw new Error('d'); })()] = [undefined] as any; } catch (e) { log.push((e as Error).message); } const [...all] = new It(log); console.log(a, b, log, all); }
const gen = function* () { const x: number = yield 1; try { yield x * 2; } finally { yield 99; } }; const g = gen(); console.log(g.next(), g.next(21), g.return(7 as any), g.next());
label1: for (let i = 0; i < 3; i++) { switch (i) { case 1: continue label1; case 2: break label1; default: console.log('i', i); } }
let u: any; u ??= { a: { b: null } }; u.a.b ||= [1]; u.a.b[0] += 5; u.a['b'][0]++; console.log(u, delete u.a?.b, delete u?.zz?.q, u);
class Priv { static #s = 1; #m() { return Priv.#s++; } get #g() { return this.#m(); } set #g(v) { Priv.#s = v; } static has(o: object) { return #m in o; } go() { this.#g += 10; return [this.#g, Priv.has(this), Priv.has({})]; } } console.log(new Priv().go());
console.log(((a: any, b: any = a, ...c: any[]) => [a, b, c])(1, undefined, 3, 4), (function (this: unknown) { return typeof this; } as any)());
const fs = []; for (const k in { x: 1, y: 2 }) fs.push(() => k); console.log(fs.map((f) => f()));
var fns: (() => number)[] = []; for (let i = 0, n = 3; i < n; i += 1) { const j = i * i; fns.push(() => i + j); if (i === 1) i += 0; } console.log(fns.map((f) => f()));
async function aa() { const xs = await Promise.all([1, 2].map(async (x) => { await null; return x * 2; })); for await (const q of (async function* () { yield* xs; })()) console.log(q); } await aa();
const sw = (x: unknown) => { switch (true) { case typeof x === 'string': return 's'; case x === null: return 'n'; default: return 'd'; case x === 5: return 'five'; } }; console.log(sw('a'), sw(null), sw(5), sw(6));
console.log([..."ab"].entries().toArray(), Object.fromEntries([['a', 1]]), `${[1, 2]}`, +'3', -'4', ~~5.5, 5 & 3, 2 ** 3 ** 0);
type P = { x: number }; const mk = <T,>(v: T) => ({ v, get dbl() { return [this.v, this.v]; } }); console.log(mk(3).dbl, (mk as (v: string) => { v: string })('q').v);
let tdz1: () => number; { try { tdz1 = () => later; tdz1(); } catch (e) { console.log((e as Error).message); } let later = 4; console.log(tdz1!()); }
do { var hoisted = 1; } while (false); console.log(hoisted); if (hoisted) { function blockFn() { return 'bf'; } console.log(blockFn()); }
export {};
