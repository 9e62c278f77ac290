// Descriptive statistics, histograms, regression, correlation, random distributions and significance, printed as tables.
class Sample {
  readonly sorted: Float64Array;
  constructor(values: Iterable<number>) {
    this.sorted = Float64Array.from(values).sort();
    if (this.sorted.length === 0) throw new RangeError('empty sample');
  }
  get n(): number {
    return this.sorted.length;
  }
  get mean(): number {
    let sum = 0;
    let carry = 0;
    for (const v of this.sorted) {
      const y = v - carry;
      const t = sum + y;
      carry = t - sum - y;
      sum = t;
    }
    return sum / this.n;
  }
  moment(k: number): number {
    const { mean } = this;
    return this.sorted.reduce((s, v) => s + (v - mean) ** k, 0) / this.n;
  }
  get variance(): number {
    return this.n < 2 ? 0 : (this.moment(2) * this.n) / (this.n - 1);
  }
  get deviation(): number {
    return Math.sqrt(this.variance);
  }
  get skewness(): number {
    return this.moment(3) / this.moment(2) ** 1.5 || 0;
  }
  quantile(q: number): number {
    const at = (this.n - 1) * q;
    const low = Math.floor(at);
    const [a, b = a] = this.sorted.subarray(low, low + 2);
    return a + (b - a) * (at - low);
  }
  get median(): number {
    return this.quantile(0.5);
  }
  get modes(): number[] {
    const counts = new Map<number, number>();
    for (const v of this.sorted) counts.set(v, (counts.get(v) ?? 0) + 1);
    const top = Math.max(...counts.values());
    return top === 1 ? [] : [...counts].filter(([, c]) => c === top).map(([v]) => v);
  }
  get outliers(): number[] {
    const [q1, q3] = [this.quantile(0.25), this.quantile(0.75)];
    const fence = 1.5 * (q3 - q1);
    return [...this.sorted].filter((v) => v < q1 - fence || v > q3 + fence);
  }
  histogram(bins: number): { from: number; count: number }[] {
    const [lo, hi] = [this.sorted[0], this.sorted[this.n - 1]];
    const width = (hi - lo) / bins || 1;
    const out = Array.from({ length: bins }, (_, i) => ({ from: lo + i * width, count: 0 }));
    for (const v of this.sorted) out[Math.min(bins - 1, Math.floor((v - lo) / width))].count++;
    return out;
  }
}

interface Fit {
  slope: number;
  intercept: number;
  r2: number;
}
function regress(points: readonly (readonly [number, number])[]): Fit {
  const n = points.length;
  const [sx, sy, sxx, sxy, syy] = points.reduce(([a, b, c, d, e], [x, y]) => [a + x, b + y, c + x * x, d + x * y, e + y * y], [0, 0, 0, 0, 0]);
  const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  const r = (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx ** 2) * (n * syy - sy ** 2));
  return { slope, intercept: (sy - slope * sx) / n, r2: r * r };
}
function spearman(xs: number[], ys: number[]): number {
  const ranks = (vs: number[]): number[] => {
    const order = vs.map((v, i) => ({ v, i })).sort((a, b) => a.v - b.v);
    const out: number[] = [];
    for (let i = 0; i < order.length; ) {
      let j = i;
      while (order[j + 1]?.v === order[i].v) j++;
      for (let k = i; k <= j; k++) out[order[k].i] = (i + j) / 2 + 1;
      i = j + 1;
    }
    return out;
  };
  const [rx, ry] = [ranks(xs), ranks(ys)];
  const { r2, slope } = regress(rx.map((r, i) => [r, ry[i]] as const));
  return Math.sign(slope) * Math.sqrt(r2);
}

class Generator32 {
  constructor(private state = 1) {}
  uniform(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return (this.state >>> 8) / 2 ** 24;
  }
  normal(mean = 0, deviation = 1): number {
    const [u, v] = [1 - this.uniform(), this.uniform()];
    return mean + deviation * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
  }
  exponential(rate: number): number {
    return -Math.log(1 - this.uniform()) / rate;
  }
  *take(n: number, f: (g: this) => number): globalThis.Generator<number> {
    while (n-- > 0) yield f(this);
  }
}

const f = (v: number): string => (Object.is(Math.round(v * 1e4) / 1e4, -0) ? 0 : Math.round(v * 1e4) / 1e4).toString();
const g = new Generator32(2024);
const samples: Record<string, Sample> = {
  small: new Sample([2, 4, 4, 4, 5, 5, 7, 9]),
  single: new Sample([42]),
  outlier: new Sample([1, 2, 2, 3, 3, 3, 4, 100]),
  uniform: new Sample(g.take(500, (r) => r.uniform())),
  normal: new Sample(g.take(500, (r) => r.normal(10, 2))),
  exponential: new Sample(g.take(500, (r) => r.exponential(0.5))),
};
for (const [name, s] of Object.entries(samples)) {
  console.log(name.padEnd(12), [s.n, s.mean, s.deviation, s.median, s.quantile(0.9), s.skewness].map(f).join(' '), s.modes.slice(0, 3), s.outliers.length);
}
for (const { from, count } of samples['normal'].histogram(8)) console.log(from.toFixed(2).padStart(6), '#'.repeat(Math.round(count / 4)), count);
const fit = regress([[1, 2.1], [2, 3.9], [3, 6.2], [4, 7.8], [5, 10.1]]);
console.log(Object.fromEntries(Object.entries(fit).map(([k, v]) => [k, f(v)])), f(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])), f(spearman([1, 2, 3], [3, 2, 1])), f(spearman([1, 1, 2, 3], [1, 2, 2, 4])));
const welch = (a: Sample, b: Sample): number => (a.mean - b.mean) / Math.sqrt(a.variance / a.n + b.variance / b.n);
console.log(f(welch(samples['small'], samples['outlier'])), f(welch(samples['normal'], samples['uniform'])) > '1', f(new Sample([1e16, 1, -1e16]).mean));
function bootstrap(s: Sample, statistic: (x: Sample) => number, rounds: number): [number, number] {
  const r = new Generator32(9);
  const results = new Sample(Array.from({ length: rounds }, () => statistic(new Sample(r.take(s.n, (q) => s.sorted[Math.floor(q.uniform() * s.n)])))));
  return [results.quantile(0.025), results.quantile(0.975)];
}
console.log(bootstrap(samples['small'], (s) => s.mean, 200).map(f), bootstrap(samples['outlier'], (s) => s.median, 100).map(f));
try {
  new Sample([]);
} catch (e) {
  console.log(String(e));
}
