// Matrices: LU decomposition, determinant, inverse, solving, eigenvalues by power iteration, least squares and transforms.
class SingularError extends Error {
  override name = 'SingularError';
}

class Matrix {
  readonly #data: Float64Array;
  constructor(
    readonly rows: number,
    readonly cols: number,
    fill: number | ((i: number, j: number) => number) = 0,
  ) {
    this.#data = new Float64Array(rows * cols);
    if (fill !== 0) for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) this.#data[i * cols + j] = typeof fill === 'function' ? fill(i, j) : fill;
  }
  static of(...rows: number[][]): Matrix {
    const width = rows[0]?.length ?? 0;
    if (rows.some((r) => r.length !== width)) throw new RangeError('ragged rows');
    return new Matrix(rows.length, width, (i, j) => rows[i][j]);
  }
  static identity(n: number): Matrix {
    return new Matrix(n, n, (i, j) => (i === j ? 1 : 0));
  }
  at(i: number, j: number): number {
    return this.#data[i * this.cols + j];
  }
  with(i: number, j: number, v: number): Matrix {
    return new Matrix(this.rows, this.cols, (r, c) => (r === i && c === j ? v : this.at(r, c)));
  }
  map(f: (v: number, i: number, j: number) => number): Matrix {
    return new Matrix(this.rows, this.cols, (i, j) => f(this.at(i, j), i, j));
  }
  get t(): Matrix {
    return new Matrix(this.cols, this.rows, (i, j) => this.at(j, i));
  }
  mul(other: Matrix | number): Matrix {
    if (typeof other === 'number') return this.map((v) => v * other);
    if (this.cols !== other.rows) throw new RangeError(`cannot multiply ${this.rows}x${this.cols} by ${other.rows}x${other.cols}`);
    return new Matrix(this.rows, other.cols, (i, j) => {
      let s = 0;
      for (let k = 0; k < this.cols; k++) s += this.at(i, k) * other.at(k, j);
      return s;
    });
  }
  sub(o: Matrix): Matrix {
    return this.map((v, i, j) => v - o.at(i, j));
  }
  *row(i: number): Generator<number> {
    for (let j = 0; j < this.cols; j++) yield this.at(i, j);
  }
  lu(): { l: Matrix; u: Matrix; p: number[]; sign: number } {
    const n = this.rows;
    const a = Array.from({ length: n }, (_, i) => [...this.row(i)]);
    const l = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    const p = a.map((_, i) => i);
    let sign = 1;
    for (let k = 0; k < n; k++) {
      let pivot = k;
      for (let i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
      if (Math.abs(a[pivot][k]) < 1e-12) throw new SingularError(`no pivot in column ${k}`);
      if (pivot !== k) {
        [a[k], a[pivot]] = [a[pivot], a[k]];
        [l[k], l[pivot]] = [l[pivot], l[k]];
        [p[k], p[pivot]] = [p[pivot], p[k]];
        sign = -sign;
      }
      l[k][k] = 1;
      for (let i = k + 1; i < n; i++) {
        const f = (l[i][k] = a[i][k] / a[k][k]);
        for (let j = k; j < n; j++) a[i][j] -= f * a[k][j];
      }
    }
    return { l: Matrix.of(...l), u: Matrix.of(...a), p, sign };
  }
  determinant(): number {
    try {
      const { u, sign } = this.lu();
      return Array.from({ length: this.rows }, (_, i) => u.at(i, i)).reduce((a, b) => a * b, sign);
    } catch (e) {
      if (e instanceof SingularError) return 0;
      throw e;
    }
  }
  solve(b: Matrix): Matrix {
    const { l, u, p } = this.lu();
    const n = this.rows;
    const columns = Array.from({ length: b.cols }, (_, c) => {
      const y: number[] = [];
      for (let i = 0; i < n; i++) y[i] = b.at(p[i], c) - y.reduce((s, v, k) => s + l.at(i, k) * v, 0);
      const x = new Array<number>(n).fill(0);
      for (let i = n - 1; i >= 0; i--) x[i] = (y[i] - x.reduce((s, v, k) => (k > i ? s + u.at(i, k) * v : s), 0)) / u.at(i, i);
      return x;
    });
    return new Matrix(n, b.cols, (i, j) => columns[j][i]);
  }
  inverse(): Matrix {
    return this.solve(Matrix.identity(this.rows));
  }
  norm(): number {
    return Math.sqrt(this.#data.reduce((s, v) => s + v * v, 0));
  }
  eigen(steps = 200): { value: number; vector: Matrix } {
    let v = new Matrix(this.rows, 1, (i) => 1 / (i + 1));
    let value = 0;
    for (let i = 0; i < steps; i++) {
      const w = this.mul(v);
      value = w.norm();
      v = w.mul(1 / value);
    }
    return { value, vector: v };
  }
  toString(digits = 3): string {
    const cell = (v: number): string => (Math.abs(v) < 10 ** -digits / 2 ? 0 : v).toFixed(digits).replace(/\.?0+$/, '');
    const cells = Array.from({ length: this.rows }, (_, i) => [...this.row(i)].map(cell));
    const width = Math.max(...cells.flat().map((c) => c.length));
    return cells.map((r) => `[${r.map((c) => c.padStart(width)).join(' ')}]`).join('\n');
  }
}

const a = Matrix.of([2, 1, -1], [-3, -1, 2], [-2, 1, 2]);
console.log(`${a}\n${a.t}\n${a.mul(a)}`);
console.log(`${a.solve(Matrix.of([8], [-11], [-3]))}`, a.determinant().toFixed(6), `${a.mul(a.inverse())}`);
const { l, u, p, sign } = a.lu();
console.log(`${l}\n${u}`, p, sign, l.mul(u).sub(new Matrix(3, 3, (i, j) => a.at(p[i], j))).norm() < 1e-9);
const hilbert = new Matrix(5, 5, (i, j) => 1 / (i + j + 1));
console.log(hilbert.determinant().toExponential(4), hilbert.mul(hilbert.inverse()).sub(Matrix.identity(5)).norm() < 1e-6, hilbert.inverse().at(4, 4).toFixed(2));
const sym = Matrix.of([2, 0, 0], [0, 3, 4], [0, 4, 9]);
const { value, vector } = sym.eigen();
console.log(value.toFixed(6), `${vector}`, sym.mul(vector).sub(vector.mul(value)).norm() < 1e-6);
const xs = [0, 1, 2, 3, 4];
const ys = xs.map((x) => 1 + 2 * x - 0.5 * x * x);
const design = new Matrix(5, 3, (i, j) => xs[i] ** j);
const fit = design.t.mul(design).solve(design.t.mul(new Matrix(5, 1, (i) => ys[i])));
console.log([...fit.t.row(0)].map((c) => c.toFixed(4)));
const rotate = (t: number): Matrix => Matrix.of([Math.cos(t), -Math.sin(t)], [Math.sin(t), Math.cos(t)]);
let point = Matrix.of([1], [0]);
for (let i = 0; i < 8; i++) point = rotate(Math.PI / 4).mul(point);
console.log(`${point}`, rotate(1).determinant().toFixed(3), Matrix.of([1, 2], [2, 4]).determinant());
for (const f of [() => Matrix.of([1, 2], [2, 4]).inverse(), () => Matrix.of([1, 2], [3]), () => Matrix.of([1, 2]).mul(Matrix.of([1, 2]))]) {
  try {
    console.log(`${f()}`);
  } catch (e) {
    console.log(String(e));
  }
}
console.log(Matrix.identity(2).with(0, 1, 7).toString(1), new Matrix(2, 2, 3).mul(2).at(1, 1), new Matrix(1, 1).at(5, 5));
