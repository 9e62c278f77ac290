// DisposableStack and AsyncDisposableStack: use, adopt, defer, move, order, errors that suppress, subclasses, `using` around them.
const t = (f: () => unknown): void => { try { console.log(f()); } catch (e) { console.log(String(e)); } };
const s = new DisposableStack(); console.log(s, s.disposed, String(s), s[Symbol.dispose] === s.dispose, s instanceof DisposableStack);
for (const f of [() => s.use(1 as any), () => s.use({} as any), () => s.use(null), () => s.use(undefined), () => s.adopt(1, 2 as any), () => s.defer(3 as any), () => s.adopt(null, (x) => console.log('ad', x)), () => s.defer(() => 5), () => s.dispose(), () => s.dispose(), () => s.use(null), () => s.move(), () => s.adopt(1, () => 1), () => s.defer(() => 1)]) t(f);
const e = new DisposableStack(); for (const n of '123') e.defer(() => { throw new Error(n); });
try { e.dispose(); } catch (x: any) { console.log(x.name, x.message, x.error.message, x.suppressed.name, x.suppressed.error.message, x.suppressed.suppressed.message); }
class Conn { constructor(readonly name: string) { console.log('open', name); } [Symbol.dispose]() { console.log('close', this.name); } }
class Pool { #stack: DisposableStack; readonly a: Conn; readonly b: Conn; constructor(fail: boolean) { using stack = new DisposableStack(); this.a = stack.use(new Conn('a')); if (fail) throw new Error('half way'); this.b = stack.use(new Conn('b')); this.#stack = stack.move(); } [Symbol.dispose]() { this.#stack.dispose(); } }
{ using p = new Pool(false); console.log('using', p.a.name, p.b.name); } t(() => new Pool(true));
class My extends DisposableStack { n = 1; } const m = new My(); console.log(m, m.move() instanceof My);
const b = new AsyncDisposableStack(); t(() => b.use({} as any)); b.defer(async () => console.log('x')); b.use({ [Symbol.dispose]() { console.log('sync'); } }); b.adopt(4, async (v) => console.log('v', v)); b.use(null); queueMicrotask(() => console.log('m1'));
const p = b.disposeAsync(); console.log('called', b.disposed, b); await p; await b.disposeAsync(); t(() => b.move()); t(() => b.use(null));
const c = new AsyncDisposableStack(); c.defer(() => { throw new Error('c1'); }); c.defer(async () => { throw new Error('c2'); }); await c.disposeAsync().catch((x: any) => console.log(x.error.message, x.suppressed.message));
(AsyncDisposableStack.prototype.disposeAsync as any).call({}).catch((x: unknown) => console.log(String(x))); t(() => DisposableStack.prototype.use.call({} as any, null)); t(() => (DisposableStack as any)());
async function scope() { await using st = new AsyncDisposableStack(); st.use({ async [Symbol.asyncDispose]() { await null; console.log('async closed'); } }); return 'result'; } console.log(await scope());
