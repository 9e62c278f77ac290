// Array methods make what Symbol.species names, by calling it with the length.
const calls: unknown[] = [];
class Plain extends Array<number> { static override get [Symbol.species]() { return Array; } sum() { return this.length; } }
class Vec extends Array<number> { constructor(...xs: number[]) { super(...xs); calls.push(['Vec', xs]); } }
class Pair extends Array<number> { constructor(x: number, y: number) { super(); this.push(x, y); } }
class Null extends Array<number> { static override get [Symbol.species](): any { return null; } }
class Other extends Array<number> { static override get [Symbol.species](): any { return Vec; } }
class Sub extends Vec { override map(f: any): any { return super.map(f); } }
const show = (a: any) => console.log(a, a.constructor.name, a.length);
for (const C of [Plain, Vec, Null, Other, Sub] as any[]) {
  const a = C.from([3, 1, 2]);
  for (const f of [() => a.map((x: number) => x * 2), () => a.filter((x: number) => x > 1), () => a.slice(1), () => a.concat([9], 8), () => a.flatMap((x: number) => [x, x]), () => a.flat(), () => a.splice(0, 1), () => a.toSorted(), () => a.with(0, 1), () => a.toReversed(), () => a.toSpliced(0, 1)]) show(f());
}
const p = new Pair(1, 2); show(p.map((x) => x)); show(p.filter((x) => x > 1)); show(p.slice(1)); show(p.concat([5]));
console.log(calls);
