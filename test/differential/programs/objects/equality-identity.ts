// Identity of objects, arrays, functions and strings.
const a = { x: 1 };
const b = a;
console.log(a === b, a === ({ x: 1 } as typeof a), a == b, [a].indexOf(b), 'a' + 'b' === 'ab');
const list = [a, { x: 1 }];
console.log(list.indexOf(a), list.includes(b), list.indexOf({ x: 1 }), list.findIndex((o) => o.x === 1));
function f(): void {}
const g = f;
console.log(f === g, Object.is(() => {}, () => {}));
b.x = 2;
console.log(a.x, list[0].x);
const deepEqual = (p: unknown, q: unknown): boolean => {
  if (Object.is(p, q)) return true;
  if (typeof p !== 'object' || typeof q !== 'object' || !p || !q) return false;
  const [kp, kq] = [Object.keys(p), Object.keys(q)];
  return kp.length === kq.length && kp.every((k) => deepEqual((p as Record<string, unknown>)[k], (q as Record<string, unknown>)[k]));
};
console.log(deepEqual({ a: [1, { b: NaN }] }, { a: [1, { b: NaN }] }), deepEqual({ a: 1 }, { a: 1, b: undefined }), deepEqual([1], { 0: 1 }));
