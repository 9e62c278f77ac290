// Numeric kernels on Float64Array and Float32Array.
const n = 8;
const a = new Float64Array(n * n).map((_, i) => Math.sin(i));
const b = new Float64Array(n * n).map((_, i) => i / 7);
const c = new Float64Array(n * n);
for (let i = 0; i < n; i++)
  for (let j = 0; j < n; j++) {
    let s = 0;
    for (let k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j];
    c[i * n + j] = s;
  }
console.log(c[0], c[9], c[63], c.reduce((x, y) => x + y, 0));
const f = Float32Array.from(c);
f[3] += 0.1;
console.log(f[0], f[3], Math.fround(c[3]) === Math.fround(c[3]), f.at(-1));
const wave = new Int16Array(8).map((_, i) => Math.round(Math.sin((i * Math.PI) / 4) * 32767));
console.log(wave, wave.reduce((m, v) => Math.max(m, Math.abs(v)), 0));
