// extends, super calls, overriding and instanceof along a chain.
abstract class Shape {
  constructor(protected readonly name: string) {}
  abstract area(): number;
  describe(): string {
    return `${this.name} of area ${this.area().toFixed(2)}`;
  }
}
class Circle extends Shape {
  constructor(private readonly r: number) {
    super('circle');
  }
  area(): number {
    return Math.PI * this.r ** 2;
  }
}
class Rect extends Shape {
  constructor(
    readonly w: number,
    readonly h: number,
    name = 'rect',
  ) {
    super(name);
  }
  area(): number {
    return this.w * this.h;
  }
}
class Square extends Rect {
  constructor(side: number) {
    super(side, side, 'square');
  }
  override describe(): string {
    return `* ${super.describe()} *`;
  }
}
const shapes: Shape[] = [new Circle(1), new Rect(2, 3), new Square(4)];
for (const s of shapes) console.log(s.describe(), s instanceof Rect, s instanceof Square, s instanceof Shape);
console.log(shapes);
