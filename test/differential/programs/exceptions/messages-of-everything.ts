// Errors: cause, aggregate, subclass names, printing through toString, stacks' first lines, finally in all its cases.
class AppError extends Error { override name = 'AppError'; constructor(message: string, readonly code: number, options?: ErrorOptions) { super(message, options); } }
class NotFound extends AppError { constructor(what: string) { super(`${what} not found`, 404); this.name = new.target.name; } get status() { return this.code; } }
class Plain extends Error {}
class WithGetter extends Error { get [Symbol.toStringTag]() { return 'WG'; } override get name() { return 'Got'; } override set name(v: string) {} }
const errs: Error[] = [new AppError('a', 1), new NotFound('file'), new Plain('p'), new WithGetter('w'), new TypeError('t', { cause: new Plain('inner') }), new AggregateError([new Error('1'), 2], 'agg')];
for (const e of errs) {
  console.log(String(e), e.name, e.message, Object.keys(e), e instanceof AppError, e instanceof Error, Object.prototype.toString.call(e), e.constructor.name);
  console.log((e.stack ?? '').split('\n')[0]);
  console.log(JSON.stringify(e), JSON.stringify(e, Object.getOwnPropertyNames(e).filter((k) => k !== 'stack').sort()));
  console.log('cause' in e, e.cause instanceof Error ? e.cause.message : e.cause);
}
console.log(Object.getOwnPropertyNames(new Error('x', { cause: 1 })), Object.getOwnPropertyNames(new Error()), Object.getOwnPropertyDescriptor(new Error('m'), 'message'));
const agg = errs[5] as AggregateError;
console.log(agg.errors.length, agg.errors[1], Object.getOwnPropertyDescriptor(agg, 'errors')?.enumerable);
function f1(): string { try { return 'try'; } finally { console.log('fin1'); } }
function f2(): string { try { throw new Error('x'); } catch (e) { return 'catch ' + (e as Error).message; } finally { console.log('fin2'); } }
function f3(): string { try { throw 1; } finally { return 'override'; } }
function f4(): number { for (let i = 0; ; i++) { try { if (i < 3) continue; if (i === 5) break; } finally { if (i === 4) return 44; console.log('f4', i); } } return -1; }
function f5(): number { let n = 0; outer: while (true) { try { while (true) { try { n++; if (n > 3) break outer; continue outer; } finally { n += 10; } } } finally { n += 100; } } return n; }
function f6() { let x = 1; const get = () => { try { return x; } finally { x = 2; } }; return [get(), x]; }
function f7(): string { try { try { throw new Error('inner'); } finally { throw new Error('outer'); } } catch (e) { return (e as Error).message; } }
function* g1() { try { const r: string = yield 1; console.log('r', r); yield 2; } catch (e) { console.log('caught', e); yield 3; } finally { console.log('cleanup'); yield 4; console.log('after 4'); } return 5; }
function f8(k: number) { sw: switch (k) { case 1: try { break sw; } finally { console.log('sw fin'); } case 2: try { return 'two'; } finally { break sw; } default: return 'def'; } return 'after'; }
console.log(f1(), f2(), f3(), f4(), f5(), f6(), f7(), f8(1), f8(2), f8(3));
const it = g1(); console.log(it.next(), it.return!(9 as any), it.next(), it.next());
const it2 = g1(); console.log(it2.next(), it2.throw('bang'), it2.next('q'), it2.next(), it2.next());
const it3 = g1(); console.log(it3.next(), it3.next('hello'), it3.return(7), it3.return(8), it3.next());
try { null!; (undefined as any).foo; } catch (e) { console.log((e as Error).message); }
try { (null as any).foo(); } catch (e) { console.log((e as Error).message); }
try { const o: any = {}; o.bar(); } catch (e) { console.log((e as Error).message); }
try { const o: any = { a: {} }; o.a.b.c; } catch (e) { console.log((e as Error).message); }
try { const o: any = { a: {} }; o.a.b(); } catch (e) { console.log((e as Error).message); }
try { let q: any = 5; q(); } catch (e) { console.log((e as Error).message); }
try { new (5 as any)(); } catch (e) { console.log((e as Error).message); }
try { const [z] = null as any; } catch (e) { console.log((e as Error).message); }
try { const { z } = undefined as any; } catch (e) { console.log((e as Error).message); }
try { for (const q of 5 as any) ; } catch (e) { console.log((e as Error).message); }
try { [...(undefined as any)]; } catch (e) { console.log((e as Error).message); }
try { new Map([1] as any); } catch (e) { console.log((e as Error).message); }
try { 'abc'.repeat(-1); } catch (e) { console.log((e as Error).message); }
try { new Array(-1); } catch (e) { console.log((e as Error).message); }
try { (1.5).toFixed(101); } catch (e) { console.log((e as Error).message); }
try { (255).toString(1); } catch (e) { console.log((e as Error).message); }
try { BigInt(1.5); } catch (e) { console.log((e as Error).name, (e as Error).message); }
try { BigInt('zz'); } catch (e) { console.log((e as Error).name, (e as Error).message); }
try { (1n as any) + 1; } catch (e) { console.log((e as Error).message); }
try { 1n / 0n; } catch (e) { console.log((e as Error).message); }
try { (Symbol() as any) + ''; } catch (e) { console.log((e as Error).message); }
try { JSON.parse('{"a":}'); } catch (e) { console.log((e as Error).name, (e as Error).message); }
try { JSON.parse('[1,]'); } catch (e) { console.log((e as Error).message); }
try { JSON.parse(''); } catch (e) { console.log((e as Error).message); }
try { JSON.parse('tru'); } catch (e) { console.log((e as Error).message); }
try { const c: any = {}; c.c = c; JSON.stringify(c); } catch (e) { console.log((e as Error).message); }
try { JSON.stringify(1n); } catch (e) { console.log((e as Error).message); }
try { Object.defineProperty(Object.freeze({ a: 1 }), 'a', { value: 2 }); } catch (e) { console.log((e as Error).message); }
try { (Object.freeze([1]) as number[]).push(2); } catch (e) { console.log((e as Error).message); }
try { (Object.freeze({ a: 1 }) as any).a = 2; } catch (e) { console.log((e as Error).message); }
try { (Object.freeze({ a: 1 }) as any).b = 2; } catch (e) { console.log((e as Error).message); }
try { delete (Object.freeze({ a: 1 }) as any).a; } catch (e) { console.log((e as Error).message); }
try { ({ get a() { return 1; } } as any).a = 2; } catch (e) { console.log((e as Error).message); }
try { new RegExp('('); } catch (e) { console.log((e as Error).message); }
try { decodeURIComponent('%'); } catch (e) { console.log((e as Error).name, (e as Error).message); }
try { [].reduce((a, b) => a); } catch (e) { console.log((e as Error).message); }
class AB { constructor() {} } try { (AB as any)(); } catch (e) { console.log((e as Error).message); }
class AA { y!: any; x = this.y.z; } try { new AA(); } catch (e) { console.log((e as Error).message); }
try { 'x' in ('str' as any); } catch (e) { console.log((e as Error).message); }
try { ({}) instanceof (5 as any); } catch (e) { console.log((e as Error).message); }
try { new Date(NaN).toISOString(); } catch (e) { console.log((e as Error).name, (e as Error).message); }
try { 'a'.normalize('X'); } catch (e) { console.log((e as Error).message); }
try { String.fromCodePoint(-1); } catch (e) { console.log((e as Error).message); }
try { new Uint8Array(-1); } catch (e) { console.log((e as Error).message); }
try { new DataView(new ArrayBuffer(1)).getInt16(0); } catch (e) { console.log((e as Error).message); }
try { const rd = () => xx; rd(); let xx = 1; } catch (e) { console.log((e as Error).message); }
