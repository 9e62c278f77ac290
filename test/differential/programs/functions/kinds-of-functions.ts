// Kinds of functions tell each other apart by their constructors and tags.
async function af() { return 1; }
function* gf() { yield 1; }
async function* agf() { yield 1; }
const arrow = async (x: number) => x;
class C { async m() { return this; } *g() { yield 1; } async *ag() { yield 1; } static async s() {} n() {} }
const o = { async m() {}, f() {}, *g() {} };
let n = 0;
const closure = async () => n++;
const kindOf = (f: Function): string => `${f.constructor.name} ${Object.prototype.toString.call(f)} ${f instanceof Function} ${typeof f}`;
for (const f of [af, gf, agf, arrow, C, C.prototype.m, C.prototype.g, C.prototype.ag, C.s, o.m, o.f, o.g, closure, kindOf, () => 1, function () {}]) console.log(f.name, kindOf(f), f.length);
console.log(af, gf, agf, arrow, C, o, closure, [async () => {}]);
const AsyncFunction = (async () => {}).constructor;
const isAsync = (f: unknown): boolean => f instanceof AsyncFunction;
console.log(isAsync(af), isAsync(gf), isAsync(closure), isAsync(kindOf), isAsync(o.m), Object.getPrototypeOf(af) === Function.prototype, Object.getPrototypeOf(Object.getPrototypeOf(af)) === Function.prototype, Object.getPrototypeOf(af) === Object.getPrototypeOf(arrow), Object.getPrototypeOf(AsyncFunction) === Function);
console.log(af.call.name, af.apply === Function.prototype.apply, (af as any)[Symbol.toStringTag], (gf as any)[Symbol.toStringTag], (o.f as any)[Symbol.toStringTag], Object.keys(af), af.hasOwnProperty('name'));
af.call(null).then((v) => console.log(v)); console.log([...gf.call(null)], gf.apply(undefined).next()); (async () => { for await (const x of agf.call(undefined)) console.log(x); console.log(await arrow.bind(null, 4)(), await closure(), n); })();
const table: Record<string, () => unknown> = { sync: () => 's', later: async () => 'l' };
(async () => { for (const [k, f] of Object.entries(table)) console.log(k, f.constructor.name === 'AsyncFunction' ? await f() : f()); })();
for (const bad of [() => { ('str' as any).length = 1; }, () => { ('str' as any)[0] = 'x'; }, () => { ('str' as any)[7] = 'x'; }, () => { (5 as any).x = 1; }]) try { bad(); } catch (e) { console.log((e as Error).message); }
