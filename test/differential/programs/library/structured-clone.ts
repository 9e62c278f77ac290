// structuredClone of nested values, cycles, built-ins and what it refuses.
const src = { d: new Date(5), m: new Map([['k', { n: 1 }]]), s: new Set([1]), u: new Uint8Array([1, 2]), a: [1, , 3], n: null, u2: undefined, big: 5n, re: /x/gi, nested: { deep: [NaN, -0] } };
const c = structuredClone(src);
console.log(c, c.m.get('k') !== src.m.get('k'), c.d !== src.d, c.nested.deep !== src.nested.deep);
const cyc: { self?: unknown; list: unknown[] } = { list: [] };
cyc.self = cyc;
cyc.list.push(cyc.list);
const cc = structuredClone(cyc);
console.log(cc.self === cc, cc.list[0] === cc.list, cc !== cyc);
class P {
  x = 1;
  m(): void {}
}
console.log(structuredClone(new P()), structuredClone(new P()) instanceof P, structuredClone([new Error('e').message]), structuredClone(new RangeError('r')).name, structuredClone('s'), structuredClone(Object(1)));
for (const bad of [() => structuredClone(() => {}), () => structuredClone({ s: Symbol('q') })]) {
  try {
    bad();
  } catch (e) {
    console.log((e as Error).name);
  }
}
const buf = new ArrayBuffer(4);
const t = structuredClone({ buf }, { transfer: [buf] });
console.log(t.buf.byteLength, buf.byteLength, buf.detached);
