// valueOf on classes in comparisons, sorting, Math and template strings.
class Version {
  readonly parts: number[];
  constructor(text: string) {
    this.parts = text.split('.').map(Number);
  }
  valueOf(): number {
    return this.parts.reduce((s, p) => s * 1000 + p, 0);
  }
  toString(): string {
    return `v${this.parts.join('.')}`;
  }
}
const vs = ['1.10.0', '1.2.9', '1.2.10', '0.99.999'].map((v) => new Version(v));
console.log(vs.toSorted((a, b) => +a - +b).join(' < '), vs[0] > vs[1], `${vs[2]}`, vs[2] + '', Math.max(...vs.map(Number)));
console.log(vs.map((v) => v.parts.at(-1)), (vs[1] as unknown as number) < (vs[2] as unknown as number), vs[1] <= vs[1]);
