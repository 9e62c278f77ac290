// Accessors in object literals, enumeration and printing.
const log: string[] = [];
const o = {
  _v: 1,
  get v(): number {
    log.push('get');
    return this._v;
  },
  set v(n: number) {
    log.push(`set ${n}`);
    this._v = n * 2;
  },
  get readonly(): string {
    return 'ro';
  },
};
o.v = 5;
o.v += 1;
o.v++;
console.log(o.v, log, o);
console.log(Object.keys(o), JSON.stringify(o), { ...o });
try {
  (o as { readonly: string }).readonly = 'x';
} catch (e) {
  console.log((e as Error).name);
}
const d = Object.getOwnPropertyDescriptor(o, 'v')!;
console.log(typeof d.get, typeof d.set, d.enumerable, d.configurable);
const { v, ...rest } = o;
console.log(v, rest);
