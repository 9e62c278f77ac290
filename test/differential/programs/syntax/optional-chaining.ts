// Optional chaining over properties, elements and calls, with short-circuit.
interface A {
  b?: { c?: { d: number }[]; f?: (n: number) => string };
  n?: null | { x: number };
}
const full: A = { b: { c: [{ d: 1 }], f: (n) => `f${n}` }, n: null };
const empty: A = {};
let evaluated = 0;
const idx = (): number => evaluated++;
for (const o of [full, empty, undefined, null]) {
  console.log(o?.b?.c?.[0].d, o?.b?.c?.[idx()]?.d, o?.b?.f?.(3), o?.n?.x, o?.b?.c?.at(5)?.d.toFixed());
}
console.log(evaluated, full.b?.c?.length, empty.b?.c!.length, (empty.b?.c)?.length);
delete full.b?.c;
delete empty.b?.c;
console.log(full, full?.['b']?.['f']?.call(null, 9));
const list: (string | undefined)[] = ['a', undefined];
console.log(list.map((s) => s?.toUpperCase()), list[7]?.length, list?.[0]?.[0]);
