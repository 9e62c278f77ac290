// An index that is no integer names no element, also where it ends up in a comparison.
const v: number[] = [-5, 1, 2, 3];
for (let i = 0; i < 1.5; i += 0.5) { console.log(i, 0 > v[i], v[i]); }
for (let i = 0; i < 1.5; i += 0.5) { for (let n = 0, k = 0; n < 3 && k > v[i]; k += 2, n++) console.log('in', i, n); }
function f() { const w = [-5, -4, -3]; let c = 0; for (let i = 0; i < 1.5; i += 0.5) { l: for (let k = 0, n = 0; n < 4 && k > w[i]; k += 2, n++) { let [d, e = 0, ...r] = w; r.push(--c); } } return c; }
console.log(f());
function g() { let w = [-5, -4, -3]; let c = 0; for (let i = 0; i < 1.5; i += 0.5) { if (0 > w[i]) c++; } return c; }
console.log(g());
function h(w: number[], step: number) { let s = 0; for (let i = -1; i < 3; i += step) { s += w[i] > -100 ? 1 : 0; s += (w[i] | 0) + (w[i] & 7); if (w[i] === -4) s += 1000; } return s; }
console.log(h([-5, -4, -3], 0.5), h([-5, -4, -3], 0.25), h([-5, -4, -3], 1));
const pick = (w: number[], x: number) => (w[x] * 2 < 100 ? 'yes' : 'no') + (w[x] - 1);
console.log(pick([1, 2], 0.5), pick([1, 2], NaN), pick([1, 2], -0), pick([1, 2], 1e10), pick([1, 2], -1), pick([1, 2], 2 ** 32), pick([1, 2], 2 ** 32 + 1), pick([1, 2], 1));
const keyed: number[] = [1, 2]; (keyed as any)[-1] = 50; (keyed as any)[0.5] = 7;
console.log(pick(keyed, -1), pick(keyed, 0.5), pick(keyed, 0.25), Object.keys(keyed));
