// `new` of bound classes, `instanceof` by them and by functions without a prototype, and class members under computed numbers.
class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}
class Named extends Point {
  name = 'named';
}
const attempt = (run: () => unknown): void => {
  try {
    console.log(run());
  } catch (error) {
    console.log((error as Error).name, (error as Error).message);
  }
};

const both = Named.bind(null, 3, 4) as unknown as new () => Named;
console.log(new both(), both.name, both.length);
const one = Point.bind(null, 5) as unknown as new (y: number) => Point;
console.log(new one(6), new one(7) instanceof Point, new one(8) instanceof one);
console.log(new both() instanceof both, new both() instanceof Named, {} instanceof both);
const twice = (both as unknown as typeof Point).bind(null, 9, 9) as unknown as new () => Named;
console.log(new twice(), new twice() instanceof twice);

const arrow = (() => 1) as unknown as typeof Object;
attempt(() => ({}) instanceof arrow);
attempt(() => (5 as unknown) instanceof arrow);
attempt(() => ({}) instanceof (Math.max as unknown as typeof Object));
attempt(() => new (arrow.bind(null) as unknown as typeof Object)());

class Halves {
  [1 + 0.5](): string {
    return 'method';
  }
  static [1 / 4](): string {
    return 'static';
  }
  [2.5] = 'field';
}
const halves = new Halves() as unknown as Record<number, () => string>;
console.log(halves[1.5]!(), (Halves as unknown as Record<string, () => string>)['0.25']!(), new Halves());
