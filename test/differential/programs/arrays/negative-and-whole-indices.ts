// Indices below zero, past the end, and sums that lost their range.
const a: number[] = [1, 2, 3];
for (let i = -2; i < 5; i++) { if (i < 0) a[i] = i * 10; console.log(i, a[i]); }
console.log(a, a.length);
function scan(s: Uint8Array): number { let pos = 0; let n = 0; while (pos < s.length) { const len = s[pos]!; n += len; pos += len + 1; } return n; }
const u = new Uint8Array([2, 9, 9, 1, 7, 0, 3, 1, 1, 1]);
console.log(scan(u));
class R { pos = 0; constructor(readonly b: Uint8Array) {} u8(): number { return this.b[this.pos++]!; } u16(): number { return (this.u8() << 8) | this.u8(); } skip(n: number): void { this.pos += n; } }
const r = new R(u); console.log(r.u8(), r.u16(), r.pos); r.skip(100); console.log(r.u8(), r.pos); r.skip(2 ** 53); console.log(r.pos, r.u8()); r.skip(-(2 ** 54)); console.log(r.pos, r.u8(), r.u16());
const ys = [5, 6, 7]; let q = 0; for (let k = 0; k < 4; k++) { q -= 1; console.log(ys[q], ys[-q]); }
class W { at = 0; next(xs: number[]): number | undefined { this.at -= 3; return xs[this.at]; } }
const w = new W(); console.log(w.next(ys), w.next(ys));
