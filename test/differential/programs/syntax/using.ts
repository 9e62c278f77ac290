// `using` and `await using`: order of disposal, errors that suppress one another, loops, jumps, null resources, generators.
const log: string[] = [];
class Res implements Disposable {
  static open = 0;
  constructor(readonly name: string, private readonly fails = false) { Res.open++; log.push(`open ${name}`); }
  [Symbol.dispose](): void { Res.open--; log.push(`close ${this.name}`); if (this.fails) throw new Error(`closing ${this.name}`); }
}
class AsyncRes implements AsyncDisposable {
  constructor(readonly name: string) { log.push(`aopen ${name}`); }
  async [Symbol.asyncDispose](): Promise<void> { log.push(`aclosing ${this.name}`); await null; log.push(`aclosed ${this.name}`); }
}
function flush(title: string): void { console.log(title, log.splice(0).join(', '), Res.open); }
function plain(n: number): number { using a = new Res('a'); using b = new Res('b'), c = null; if (n > 1) return n * 2; log.push(`body ${a.name}${b.name}${String(c)}`); return n; }
console.log(plain(1), plain(2)); flush('plain');
function failing(body: boolean): void { using a = new Res('a', true); using b = new Res('b', true); void a; void b; if (body) throw new TypeError('body'); }
for (const body of [false, true]) {
  try { failing(body); } catch (e) {
    let text = '';
    for (let at: unknown = e; ; ) {
      if (at instanceof SuppressedError) { text += `[${(at.error as Error).message} over] `; at = at.suppressed; } else { text += (at as Error).message; break; }
    }
    console.log(text, (e as Error).name, (e as Error).message);
  }
  flush('failing');
}
for (using r of [new Res('x'), new Res('y'), new Res('z')]) { if (r.name === 'x') continue; if (r.name === 'z') break; log.push(`in ${r.name}`); }
flush('for-of');
outer: for (let i = 0; i < 3; i++) { for (using r = new Res(`l${i}`); ; ) { if (i === 1) continue outer; if (i === 2) break outer; void r; break; } log.push(`after ${i}`); }
flush('for');
function* gen(): Generator<string> { using r = new Res('g'); yield r.name; yield 'two'; }
for (const s of gen()) { log.push(s); break; }
console.log([...gen()]); flush('generator');
for (const bad of [1, {}, { [Symbol.dispose]: 3 }] as unknown as Disposable[]) { try { using r = bad; void r; } catch (e) { console.log((e as Error).name, (e as Error).message); } }
try { using r = new Res('kept'); using s = {} as Disposable; void r; void s; } catch (e) { console.log((e as Error).message); }
flush('checked');
const fns: (() => string)[] = [];
{ using r = new Res('closure'); fns.push(() => r.name); class Inner { who = r.name; } log.push(new Inner().who, hoisted()); function hoisted(): string { return 'hoisted'; } }
console.log(fns[0]!()); flush('block');
async function asyncAll(fail: boolean): Promise<string> {
  await using a = new AsyncRes('A'); using s = new Res('S'); await using b = new AsyncRes('B'); await using n = undefined;
  log.push(`${a.name}${s.name}${b.name}${n}`);
  await null;
  if (fail) throw new RangeError('async body');
  return 'done';
}
async function main(): Promise<void> {
  console.log(await asyncAll(false)); flush('async');
  console.log(await asyncAll(true).catch((e: Error) => e.message)); flush('async fail');
  for await (await using r of (async function* () { yield new AsyncRes('1'); yield new AsyncRes('2'); })()) log.push(r.name);
  flush('for await');
  try { await using r = { async [Symbol.asyncDispose]() { throw new Error('late'); } }; void r; throw new Error('first'); } catch (e) { const s = e as SuppressedError; console.log(s.name, (s.error as Error).message, (s.suppressed as Error).message); }
  try { throw new SuppressedError(1, 2, 'mine'); } catch (e) { const s = e as SuppressedError; console.log(s instanceof Error, s.error, s.suppressed, String(s), Object.keys(s)); }
}
await main();
{
  await using r = new AsyncRes('top');
  log.push(r.name);
}
flush('top');
