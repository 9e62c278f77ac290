// Generic algorithms over interfaces with class instances, literals and arrays of both.
interface Comparable<T> {
  compareTo(o: T): number;
}
class Version implements Comparable<Version> {
  constructor(
    readonly major: number,
    readonly minor: number,
  ) {}
  compareTo(o: Version): number {
    return this.major - o.major || this.minor - o.minor;
  }
}
const len = (s: string) => ({ s, compareTo: (o: { s: string }) => s.length - o.s.length });
const max = <T extends Comparable<T>>(...xs: [T, ...T[]]): T => xs.reduce((m, x) => (x.compareTo(m) > 0 ? x : m));
const sort = <T extends Comparable<T>>(xs: T[]): T[] => xs.toSorted((a, b) => a.compareTo(b));
console.log(max(new Version(1, 2), new Version(1, 10), new Version(0, 99)), max(len('a'), len('ccc'), len('bb')).s);
console.log(sort([new Version(2, 0), new Version(1, 5)]).map((v) => `${v.major}.${v.minor}`), sort(['xx', 'y', ''].map(len)).map((l) => l.s));
interface Shape {
  area(): number;
  readonly name?: string;
}
const shapes: Shape[] = [{ area: () => 1 }, new (class implements Shape { name = 'sq'; constructor(private s: number) {} area(): number { return this.s ** 2; } })(3), Object.assign(() => 1, { area: () => 5 }) as unknown as Shape];
console.log(shapes.map((s) => `${s.name ?? 'anon'}:${s.area()}`));
