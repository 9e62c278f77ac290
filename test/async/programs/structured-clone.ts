// Copies keep identity, cycles, kinds and views.
class P { x = 1; m(): void {} }
class E2 extends RangeError { constructor(m: string) { super(m); this.name = 'E2'; } }
class M2 extends Map<string, number> { q = 4; }
const src = { m: new Map([['k', { n: 1 }]]), s: new Set([1]), u: new Uint8Array([1, 2]), a: [1, , 3], n: null, u2: undefined, big: 5n, nested: { deep: [NaN, -0] } };
const c = structuredClone(src);
console.log(c.m.get('k')!.n, c.m.get('k') !== src.m.get('k'), c.s.has(1), c.u[1], c.a.length, 1 in c.a, c.n, c.u2, 'u2' in c, c.big === 5n, c.nested.deep[0]);
const cyc: { self?: unknown; list: unknown[] } = { list: [] };
cyc.self = cyc; cyc.list.push(cyc.list);
const cc = structuredClone(cyc);
console.log(cc.self === cc, cc.list[0] === cc.list, cc !== cyc);
console.log(structuredClone(new P()).x, structuredClone(new P()) instanceof P, structuredClone(new RangeError('r')).name, structuredClone('s'));
const e = structuredClone(new E2('hm')); console.log(e.name, e.message, e instanceof RangeError, e instanceof Error);
const m = structuredClone(new M2([['a', 1]])); console.log(m.get('a'), m instanceof M2, m instanceof Map, (m as any).q);
for (const bad of [() => structuredClone(() => {}), () => structuredClone({ s: Symbol('q') })]) {
  try { bad(); } catch (e) { console.log((e as Error).name, e instanceof DOMException); }
}
const buf = new ArrayBuffer(4); const v = new Uint8Array(buf, 1); v[0] = 9;
const t = structuredClone({ buf, v }, { transfer: [buf] });
console.log(t.buf.byteLength, buf.byteLength, t.v.length, t.v[0], t.v.byteOffset, v.length, t.v.buffer === t.buf);
export {};
