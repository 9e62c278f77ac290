// Newton, bisection, Simpson, Runge-Kutta, series and a derivative, printed in full.
const newton = (f: (x: number) => number, df: (x: number) => number, x: number, n = 20): number => (n === 0 ? x : newton(f, df, x - f(x) / df(x), n - 1));
const bisect = (f: (x: number) => number, lo: number, hi: number): number => {
  while (hi - lo > 1e-12) {
    const mid = (lo + hi) / 2;
    if (f(mid) * f(lo) <= 0) hi = mid;
    else lo = mid;
  }
  return lo;
};
const simpson = (f: (x: number) => number, a: number, b: number, n = 100): number => {
  const h = (b - a) / n;
  let s = f(a) + f(b);
  for (let i = 1; i < n; i++) s += f(a + i * h) * (i % 2 ? 4 : 2);
  return (s * h) / 3;
};
const rk4 = (f: (t: number, y: number) => number, y: number, t: number, end: number, h: number): number => {
  for (; t < end - 1e-12; t += h) {
    const k1 = f(t, y);
    const k2 = f(t + h / 2, y + (h * k1) / 2);
    const k3 = f(t + h / 2, y + (h * k2) / 2);
    y += (h / 6) * (k1 + 2 * k2 + 2 * k3 + f(t + h, y + h * k3));
  }
  return y;
};
console.log(newton((x) => x * x - 2, (x) => 2 * x, 1), bisect((x) => x ** 3 - x - 2, 1, 2), simpson(Math.sqrt, 0, 4), simpson((x) => x * x, 0, 3), rk4((_, y) => y, 1, 0, 1, 0.125));
let e = 0;
for (let i = 0, term = 1; term > 1e-17; term /= ++i) e += term;
console.log(e, e === Math.E, Array.from({ length: 1000 }, (_, k) => (k % 2 ? -4 : 4) / (2 * k + 1)).reduce((a, b) => a + b), (Math.sin(1 + 1e-6) - Math.sin(1)) / 1e-6);
