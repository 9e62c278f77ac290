// A matrix class with generics-free numeric kernels, identity, power and printing.
class Mat {
  constructor(readonly d: readonly (readonly number[])[]) {}
  static id(n: number): Mat {
    return new Mat(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j))));
  }
  mul(o: Mat): Mat {
    return new Mat(this.d.map((r) => o.d[0].map((_, j) => r.reduce((s, v, k) => s + v * o.d[k][j], 0))));
  }
  pow(n: number): Mat {
    let [r, b]: [Mat, Mat] = [Mat.id(this.d.length), this];
    for (; n > 0; n >>= 1, b = b.mul(b)) if (n & 1) r = r.mul(b);
    return r;
  }
  toString(): string {
    return this.d.map((r) => r.join(' ')).join('\n');
  }
}
const f = new Mat([[1, 1], [1, 0]]);
console.log(`${f.pow(10)}`, f.pow(70).d[0][1], `${new Mat([[1, 2, 3]]).mul(new Mat([[4], [5], [6]]))}`, Mat.id(2));
