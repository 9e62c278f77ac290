// Shorthand, computed, numeric, string and duplicate-like keys, methods, async and generator members.
const a = 1;
const key = 'dyn';
const o = { a, 'quoted key': 2, 3: 'three', [key + 1]: 4, [`t${a}`]: 5, f() { return this.a; }, async g() { return 6; }, *h() { yield 7; }, get p() { return 8; }, 0x10: 'hex', 1e3: 'exp', 'a-b': 9, __proto: 1 };
console.log(o.f(), await o.g(), [...o.h()], o.p, o['quoted key'], o[3], o[16], o[1000], (o as Record<string, unknown>)['dyn1'], o['a-b']);
console.log(Object.keys(o), o);
const nested = { x: { y: { z: [{ w: 1 }] } } };
console.log(nested.x.y.z[0].w, { ...nested.x }.y === nested.x.y, { nested }.nested === nested);
const fnKeys = { if: 1, class: 2, new: 3, default: 4, await: 5 };
console.log(fnKeys.if + fnKeys.class + fnKeys.new, fnKeys);
const last = { v: 1, get w() { return 2; }, ['v' as string]: 3 };
console.log(last);
