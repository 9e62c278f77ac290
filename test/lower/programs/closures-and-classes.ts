// Captures, dead zones, classes, destructuring and references in combination.
const log: unknown[] = [];
function t1() { const fs: (() => number)[] = []; for (let i = 0; i < 3; i++) fs.push(() => i++); return [...fs.map(f => f()), ...fs.map(f => f())]; }
log.push(t1());
function t2() { const fs: (() => number)[] = []; for (let i = 0, g = () => i; i < 3; i++) { fs.push(g); fs.push(() => i); } return fs.map(f => f()); }
log.push(t2());
function t3() { let x = 1; const f = () => x; x = 2; return f(); } log.push(t3());
function t4() { let x = 1; x = 5; const f = () => x; return f(); } log.push(t4());
function t5() { const f = () => g() + 1; const g = () => h; const h = 10; return f(); } log.push(t5());
function t6() { try { const f = () => h; f(); const h = 10; return f(); } catch (e) { return (e as Error).message; } } log.push(t6());
function t7(n: number): number { const even = (k: number): boolean => k === 0 || odd(k - 1); const odd = (k: number): boolean => k !== 0 && even(k - 1); return even(n) ? 1 : 0; } log.push(t7(10));
function t8() { let total = 0; function add(k: number) { total += k; if (k > 0) add(k - 1); } add(4); return total; } log.push(t8());
function t9() { function a(): string { return 'a' + (b ? b() : ''); } function b(): string { return v; } const v = 'v'; return a(); } log.push(t9());
function t10(a = 1, f = () => a, b = () => { a = 7; }) { const r = [f()]; b(); r.push(f(), a); return r; } log.push(t10());
function t11() { const fact = function self(n: number): number { return n < 2 ? 1 : n * self(n - 1); }; const g = fact; return g(5); } log.push(t11());
function t12() { const o = { n: 0, inc() { return () => ++this.n; } }; o.inc()(); o.inc()(); return o.n; } log.push(t12());
function t13() { var fs: (() => number)[] = []; for (var i = 0; i < 3; i++) { fs.push(() => i); } return fs.map(f => f()); } log.push(t13());
function t14() { const r: unknown[] = []; for (const [k, v] of Object.entries({ a: 1, b: 2 })) { r.push(() => k + v); } return (r as (() => string)[]).map(f => f()); } log.push(t14());
function t15() { let r = ''; switch (r.length) { case 0: let q = 'q'; const f = () => q; q = 'z'; r += f(); break; default: q = 'n'; } return r; } log.push(t15());
class A { static #count = 0; #id = ++A.#count; static made = () => A.#count; get id() { return this.#id; } static { this.made = () => this.#count * 10; } }
new A(); log.push(new A().id, A.made());
function mk(tag: string) { return class { tag = tag; static t = tag + '!'; hi() { return `${this.tag}${(this.constructor as any).t}`; } }; }
const M = mk('m'), N = mk('n'); log.push(new M().hi(), new N().hi());
type Ctor<T = {}> = new (...args: any[]) => T;
const Mix = <T extends Ctor>(B: T) => class extends B { mixed = 1; hello() { return 'mix' + this.mixed; } };
class Base { constructor(public z: number) {} who() { return 'base' + this.z; } }
class Der extends Mix(Base) { override who() { return 'der' + super.who() + this.hello(); } }
log.push(new Der(3).who());
class D2 extends Base { arrow: () => number; constructor() { super(9); this.arrow = () => this.z; } static mk() { return new this(); } override who = () => super.who(); }
log.push(D2.mk().arrow(), D2.mk().who());
class D3 extends Base { y; constructor(flag: boolean) { if (flag) { super(1); } else { super(2); } this.y = this.z; } f = this.z * 100; }
log.push(new D3(true).f, new D3(false).y);
try { class X extends Base { constructor() { const f = () => this; f(); super(1); } } new X(); } catch (e) { log.push((e as Error).message); }
function* gen(a: number, { b } = { b: 2 }) { const got: unknown = yield a; yield [got, b]; try { yield 1; } finally { log.push('fin'); } }
const it = gen(1); log.push(it.next().value, it.next('got').value); it.next(); it.return();
const { x: { y: deep = 5 } = {} as any, ...others } = { x: { y: undefined }, p: 1, q: 2 } as any; log.push(deep, others);
let [aa, , bb = aa, ...cc] = new Set([1, 2, undefined, 4, 5] as any[]); log.push(aa, bb, cc); [aa, bb] = [bb, aa]; log.push(aa, bb);
const obj: any = { k: 1 }; ({ k: obj.z, ['m' + 1]: obj.w = 4 } = obj); log.push(obj);
let cnt = 0; const side = () => (cnt++, obj); side().k += 5; side().n ??= 3; side()['n'] ||= 9; side().k++; log.push(cnt, obj.k, obj.n);
log.push(obj?.a?.b.c.d, obj.a?.(), obj?.['k'], (obj as any).q?.[cnt++], cnt);
const o2 = { f() { return this === o2; } } as any; log.push(o2?.f(), o2.f?.(), (o2.f)(), (o2?.f)());
lab: { if (cnt) break lab; log.push('never'); }
function args(this: unknown) { return [arguments.length, ...arguments]; } log.push((args as any)(1, 2));
const tag = (s: TemplateStringsArray, ...v: unknown[]) => s.raw.join('|') + v.join(','); log.push(tag`a\n${1}b${2}`);
log.push([...'héy'], { ...obj, ...(null as any), ...('ab' as any) }, Math.max(...[1, 2], 3), typeof null, void 0, 2 ** 10, -(2 ** 2));
const sym = Symbol('s'); class S { [sym] = 1; static [Symbol.hasInstance](v: unknown) { return v === 5; } *[Symbol.iterator]() { yield* [1, 2]; } ['comp' + 1]() { return 'c'; } }
log.push((5 as any) instanceof S, [...new S()], (new S() as any).comp1(), (new S() as any)[sym]);
function nt(this: any) { return new.target === undefined; } log.push(nt.call(null)); class NT { t; constructor() { this.t = new.target === undefined ? undefined : 1; } } log.push(new NT().t === undefined);
do { cnt--; if (cnt === 2) continue; } while (cnt > 0);
for (const k in { b: 1, a: 2, 1: 3 }) log.push(k);
for (let [i, j] = [0, 10]; i < j; i += 5, j--) log.push(i, j);
async function af() { const r: unknown[] = []; for await (const v of [Promise.resolve(1), 2]) r.push(v); try { await Promise.reject(new Error('rej')); } catch (e) { r.push((e as Error).message); } return r; }
async function* ag() { yield 1; yield Promise.resolve(2); return 3; }
log.push(await af()); for await (const v of ag()) log.push(v);
abstract class Shape { abstract area(): number; toString() { return `${this.constructor.name}(${this.area()})`; } } class Sq extends Shape { constructor(private s: number) { super(); } area() { return this.s ** 2; } } log.push(`${new Sq(3)}`);
class Err2 extends Error { code = 7; constructor(m: string) { super(m, { cause: 'c' }); this.name = 'Err2'; } } const er = new Err2('boo'); log.push(er instanceof Error, er.name, er.code, er.cause, String(er));
class Arr2<T> extends Array<T> { last() { return this[this.length - 1]; } } const ar = Arr2.from([1, 2, 3]) as Arr2<number>; log.push(ar.last(), ar.length, ar instanceof Arr2);
const acc = { _v: 1, get v() { return this._v; }, set v(n) { this._v = n * 2; } }; acc.v = 5; acc.v += 1; log.push(acc.v);
for (const e of log) console.log(e);
