// Functions whose prototype is an empty object without prototype: made, printed, asked, enumerated.
const N: any = (() => { const C = function () {}; C.prototype = Object.create(null); return C; })(); const n = new N(); n.a = 1; console.log(n, [n], { n }, Object.getPrototypeOf(n), JSON.stringify(n), Object.keys(n), 'toString' in n, n instanceof N, n.constructor, { ...n }); const m = new N(); console.log(m, Object.getPrototypeOf(m) === N.prototype, N.prototype); try { `${n}` } catch (e) { console.log(String(e)); } console.log(structuredClone(n));
console.log(Object.create(Object.create(null)), Object.create(Object.create(null, { x: { value: 1, enumerable: true } })));
// The idiom of libraries.
const NullObject = /* @__PURE__ */ (() => { const C = function () {}; C.prototype = Object.create(null); return C; })() as unknown as { new (): Record<string, string | undefined> };
const bag = new NullObject(); for (const [k, v] of [['a', '1'], ['constructor', 'c'], ['__proto__', 'p']] as const) bag[k] = v; console.log(Object.keys(bag), bag.toString, bag.a, 'hasOwnProperty' in bag, bag['constructor']);
for (const k in bag) console.log(k, bag[k]);
