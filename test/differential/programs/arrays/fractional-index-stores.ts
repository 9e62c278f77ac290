// Stores and typed arrays under indexes that may have fractions.
function st(w: number[], step: number) { for (let i = 0; i < 1.5; i += step) { w[i] = i * 10; w[i] += 1; w[i]++; } return w; }
console.log(st([1, 2, 3], 0.5), st([1, 2, 3], 1));
function ty(w: Float64Array, step: number) { let s = 0; for (let i = 0; i < 1.5; i += step) { w[i] = i * 10; w[i] += 1; s += w[i] > 0 ? 1 : 0; } return [s, w]; }
console.log(ty(new Float64Array(3), 0.5), ty(new Float64Array(3), 1));
function by(w: Uint8Array, step: number) { let s = 0; for (let i = 0; i < 1.5; i += step) { w[i] = 7; w[i] |= 8; s += w[i] & 15; s ^= w[i] << 2; } return [s, w]; }
console.log(by(new Uint8Array(3), 0.5), by(new Uint8Array(3), 1));
function tx(t: string, step: number) { const out: unknown[] = []; for (let i = 0; i < 1.5; i += step) out.push(t[i], t.charCodeAt(i), t.at(i), t.charAt(i), t[i] === 'a', t.codePointAt(i)! > 5); return out; }
console.log(tx('abc', 0.5));
const grid = [[1, 2], [3, 4]]; let hits = 0; for (let y = 0; y < 1.6; y += 0.4) for (let x = 0; x < 2; x += 0.5) if (grid[y]?.[x] > 1) hits++; console.log(hits);
const mid = (w: number[]) => w[(w.length - 1) / 2] > 0; console.log(mid([1, 2]), mid([1, 2, 3]), [5, 6].at(0.7), ((w: number[]) => w[w.length / 2] - w[w.length / 2 - 1])([1, 2, 5]));
const sums = [0, 0, 0]; for (const x of [0.2, 1.7, 2]) sums[Math.floor(x)] += x; for (const x of [0.2, 1.7]) sums[x] = (sums[x] ?? 0) + x; console.log(sums, sums.length);
