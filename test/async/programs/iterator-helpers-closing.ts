// What iterator helpers call on what they walk: next, return, and the errors of arguments.
const log: string[] = [];
function src(n: number, name = 's'): IteratorObject<number, undefined, unknown> {
  let i = 0;
  const o = { next() { log.push(name + '.next'); return i < n ? { value: i++, done: false as const } : { value: undefined, done: true as const }; }, return() { log.push(name + '.return'); return { value: undefined, done: true as const }; } };
  return Iterator.from(o as unknown as Iterator<number>) as IteratorObject<number, undefined, unknown>;
}
const show = (...a: unknown[]): void => { console.log(a.map(String).join(' '), '|', log.join(' ')); log.length = 0; };
show(src(3).map((x) => x * 2).toArray());
show(src(5).filter((x, i) => i % 2 === 0).take(2).toArray());
show(src(5).take(0).toArray());
show(src(5).drop(3).toArray());
show(src(2).flatMap((x) => [x, x + 10]).toArray());
show(src(5).some((x) => x === 2), src(5).every((x) => x < 2), src(5).find((x) => x > 2));
show(src(4).reduce((a, b) => a + b), src(4).reduce((a, b) => a + b, 10));
try { src(0).reduce((a, b) => a + b); } catch (e) { show((e as Error).message); }
src(2).forEach((x, i) => log.push(`f${x}${i}`)); show();
try { src(3).map(() => { throw new Error('cb'); }).next(); } catch (e) { show((e as Error).message); }
try { src(3).take(-1); } catch (e) { show((e as Error).name, (e as Error).message); }
try { src(3).take(NaN); } catch (e) { show((e as Error).name, (e as Error).message); }
try { src(3).map(5 as never); } catch (e) { show((e as Error).name, (e as Error).message); }
try { src(3).flatMap((x) => x as never).next(); } catch (e) { show((e as Error).name, (e as Error).message); }
const h = src(5).map((x) => x); h.next(); show(h.return!().done, h.next().done);
const h2 = src(5).map((x) => x); show(h2.return!().done, h2.next().done);
for (const x of src(5).map((y) => y + 1)) { if (x === 2) break; } show();
const [a, b] = src(5).filter((x) => x > 0); show(a, b);
function* g(): Generator<number, void, unknown> { try { yield 1; yield 2; yield 3; } finally { log.push('g closed'); } }
show(g().map((x) => x * 2).take(2).toArray());
show([...g().drop(1)], g().take(Infinity).toArray().length);
for (const x of g().flatMap((y) => [y, y])) { log.push(`${x}`); if (x === 2) break; } show();
const w = Iterator.from({ next: () => ({ value: 1, done: false }) } as Iterator<number>); show(w.take(3).toArray(), w instanceof Iterator);
show(Iterator.from('ab').toArray(), Iterator.from([1, 2]).map((x) => x + 1).toArray());
show([1, 2, 3].values().map((x) => x * 3).filter((x) => x > 3).toArray(), new Map([[1, 2]]).entries().map(([k, v]) => k + v).toArray());
class My extends Iterator<number> { n = 0; next(): IteratorResult<number> { return this.n < 3 ? { value: this.n++, done: false } : { value: undefined, done: true }; } }
show(new My().map((x) => x + 1).toArray(), [...new My()], new My() instanceof Iterator);
try { new (Iterator as unknown as new () => unknown)(); } catch (e) { show((e as Error).name, (e as Error).message); }
const holder: { it?: Iterator<number> } = {};
const re = (function* () { try { holder.it!.next(); } catch (e) { log.push((e as Error).message); } yield 1; })();
holder.it = re.map((x) => x); holder.it.next(); show();
export {};
