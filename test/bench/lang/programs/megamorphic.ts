// One call site and one property read over a dozen classes and object literals that share nothing but an interface.
import { measure } from '../measure.ts';

interface Shape {
  readonly name: string;
  readonly weight: number;
  area(): number;
}

class Square implements Shape {
  readonly name: string = 'square';
  readonly weight = 1;
  constructor(readonly side: number) {}
  area(): number {
    return this.side * this.side;
  }
}

class Rectangle implements Shape {
  readonly name: string = 'rectangle';
  constructor(
    readonly width: number,
    readonly height: number,
    readonly weight: number,
  ) {}
  area(): number {
    return this.width * this.height;
  }
}

class Circle implements Shape {
  readonly weight = 3;
  readonly name: string = 'circle';
  constructor(readonly radius: number) {}
  area(): number {
    return Math.PI * this.radius * this.radius;
  }
}

class Triangle implements Shape {
  constructor(
    readonly base: number,
    readonly height: number,
    readonly name: string,
    readonly weight: number,
  ) {}
  area(): number {
    return (this.base * this.height) / 2;
  }
}

class Ring extends Circle {
  override readonly name: string = 'ring';
  constructor(
    radius: number,
    readonly hole: number,
  ) {
    super(radius);
  }
  override area(): number {
    return super.area() - Math.PI * this.hole * this.hole;
  }
}

class Cube extends Square {
  override readonly name: string = 'cube';
  override area(): number {
    return 6 * super.area();
  }
}

class Ellipse implements Shape {
  readonly name: string = 'ellipse';
  constructor(
    readonly a: number,
    readonly b: number,
  ) {}
  get weight(): number {
    return 7;
  }
  area(): number {
    return Math.PI * this.a * this.b;
  }
}

class Group implements Shape {
  readonly name: string = 'group';
  readonly weight = 8;
  constructor(readonly members: readonly Shape[]) {}
  area(): number {
    let sum = 0;
    for (const member of this.members) sum += member.area();
    return sum;
  }
}

function shapes(count: number): Shape[] {
  return Array.from({ length: count }, (_, i): Shape => {
    const size = (i % 10) + 1;
    switch (i % 12) {
      case 0:
        return new Square(size);
      case 1:
        return new Rectangle(size, 2, size);
      case 2:
        return new Circle(size);
      case 3:
        return new Triangle(size, 3, 'triangle', 4);
      case 4:
        return new Ring(size, 0.5);
      case 5:
        return new Cube(size);
      case 6:
        return new Ellipse(size, 2);
      case 7:
        return new Group([new Square(size), new Circle(1)]);
      case 8:
        return { name: 'literal', weight: 1, area: () => size };
      case 9:
        return { weight: 2, name: 'another', area: () => size * 2 };
      case 10:
        return {
          color: 'red',
          name: 'coloured',
          weight: 3,
          area() {
            return this.weight * size;
          },
        } as Shape;
      default:
        return {
          area: () => 1,
          get name() {
            return 'computed';
          },
          weight: size,
        };
    }
  });
}

measure(() => {
  const all = shapes(1200);
  let sum = 0;
  for (let round = 0; round < 1000; round++) {
    for (const shape of all) sum += shape.area() * shape.weight + shape.name.length;
  }
  return Math.round(sum);
}, 179672338);
