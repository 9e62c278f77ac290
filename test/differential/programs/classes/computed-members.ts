// Computed member names in classes and literals, evaluated once and in order.
let n = 0;
const key = (s: string): string => `${s}${++n}`;
class C {
  [key('m')](): string {
    return 'method';
  }
  static [key('s')](): string {
    return 'static';
  }
  get [key('g')](): string {
    return 'getter';
  }
}
const c = new C() as unknown as Record<string, unknown>;
console.log((c['m1'] as () => string)(), (C as unknown as Record<string, () => string>)['s2'](), c['g3'], n);
new C();
console.log(n);
const sym = Symbol('id');
const o = { [sym]: 1, [`a${1 + 1}`]: 2, ['x' + 'y']() { return 3; }, 10: 'ten', [20]: 'twenty' };
console.log(o, o.a2, (o as unknown as { xy(): number }).xy(), o[sym], Object.keys(o));
