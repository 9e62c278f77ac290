// One `new` makes typed arrays of several kinds: each has elements of its own size.
function make(type: any, elems: number, modulo: number | false): void {
  const items: any[] = new Array(elems);
  const by: any = new type(elems);
  for (let i = 0; i < elems; ++i) by[i] = items[i] = modulo === false ? i : elems % modulo;
  const ta: any = new type(items);
  console.log(items.slice(0, 4), items[elems - 1], [].concat(ta, ta).length);
  ta[Symbol.isConcatSpreadable] = true;
  const all: any[] = ([] as any[]).concat(ta); console.log(all.length, all[0], all[1], all[elems - 1], items[1], items.every((x, i) => x === all[i]));
  by[Symbol.isConcatSpreadable] = true;
  const two: any[] = ([] as any[]).concat(by); console.log(two.length, two[1], items.every((x, i) => x === two[i]));
}
make(Uint8Array, 40, 256); make(Uint32Array, 40, false); make(Int16Array, 40, 0x100); make(Float64Array, 40, false);
