// One access over objects that answer in different ways: slots at different places, getters, setters, methods, closures in
// fields, base classes; objects that lose their shape on the way; what is undefined or null; names looked up before arguments.
interface Shape {
  readonly label: string;
  weight: number;
  area(): number;
}
class Square implements Shape {
  readonly label = 'square';
  weight = 1;
  constructor(readonly side: number) {}
  area(): number {
    return this.side * this.side;
  }
}
class Rect implements Shape {
  constructor(
    readonly a: number,
    readonly b: number,
    public weight: number,
  ) {}
  get label(): string {
    return `rect ${this.a}x${this.b}`;
  }
  area(): number {
    return this.a * this.b;
  }
}
class Cube extends Square {
  #written = 0;
  override area(): number {
    return 6 * super.area();
  }
  set note(value: number) {
    this.#written += value;
  }
  get note(): number {
    return this.#written;
  }
}
class Named extends Rect {}
const literal = { weight: 5, area: (): number => 7, label: 'literal' };
const other = { label: 'other', weight: 6, area: function (this: { weight: number }) { return this.weight * 2; } };
const computed = {
  area: (): number => 1,
  get label(): string {
    return 'computed';
  },
  weight: 8,
};
const shapes: Shape[] = [new Square(2), new Rect(2, 3, 4), new Cube(2), new Named(4, 5, 6), literal, other, computed];

function total(list: readonly Shape[]): string {
  let sum = 0;
  const labels: string[] = [];
  for (const shape of list) {
    sum += shape.area() * shape.weight;
    labels.push(shape.label);
    shape.weight += 1;
  }
  return `${sum} ${labels.join()}`;
}
for (let i = 0; i < 3; i++) console.log(total(shapes));

// Objects that change their shape after they were born.
Object.freeze(shapes[4]);
try {
  total(shapes);
} catch (error) {
  console.log((error as Error).message);
}
const grown = new Square(3) as Square & { extra?: number };
grown.extra = 1;
const pruned = { weight: 1, area: (): number => 3, label: 'pruned' } as { weight: number; area(): number; label?: string };
delete pruned.label;
for (const each of [grown, pruned as Shape, new Rect(1, 1, 1)]) console.log(each.label, each.area(), each.weight);

// Nothing there.
function describe(shape: Shape | null | undefined): string {
  try {
    return shape!.label;
  } catch (error) {
    return (error as Error).message;
  }
}
console.log(describe(null), describe(undefined), describe(shapes[1]), describe(shapes[2]));
function reweigh(shape: Shape | null, value: () => number): string {
  try {
    shape!.weight = value();
    return String(shape!.weight);
  } catch (error) {
    return (error as Error).message;
  }
}
let asked = 0;
console.log(reweigh(null, () => ++asked), reweigh(shapes[1]!, () => ++asked), asked);

// A method is looked up before its arguments are evaluated.
class Counter {
  step: (by: number) => number = (by) => by;
  run(by: number): number {
    return this.step(by);
  }
}
class Doubler {
  step(by: number): number {
    return by * 2;
  }
}
const counter = new Counter();
for (const each of [counter, new Doubler()]) {
  console.log(each.step(((counter.step = (by) => by * 100), 1)));
}
console.log(counter.run(2));

// Setters here, slots there.
class Plain {
  note = 0;
}
for (const each of [new Cube(1), new Plain(), new Cube(2)]) {
  each.note = 3;
  each.note += 4;
  console.log(each.note);
}

// Constructors that are not written hand each argument on in its place.
abstract class Base {
  readonly kind: string;
  constructor(
    readonly first: string,
    readonly second: number = 9,
    third?: boolean,
  ) {
    this.kind = `${first}/${second}/${String(third)}/${new.target.name}`;
  }
  abstract twice(): number;
}
class Middle extends Base {
  twice(): number {
    return this.second * 2;
  }
}
class Leaf extends Middle {}
class Rest extends Array<number> {}
for (const each of [new Middle('m', 1, true), new Leaf('l'), new Leaf('l', undefined, false)]) console.log(each.kind, each.twice());
console.log(Middle.length, Leaf.length, new Rest(1, 2, 3).length, (new (Leaf as unknown as new (...all: unknown[]) => Base)(...['x', 2, 3, 4])).kind);

// Fields that are read before they are defined.
abstract class Early {
  constructor() {
    console.log(this.peek());
  }
  abstract peek(): unknown;
}
class Late extends Early {
  value = 1;
  peek(): unknown {
    return this.value;
  }
}
class Later extends Early {
  other = 'x';
  constructor(readonly value: number) {
    super();
  }
  peek(): unknown {
    return [this.value, this.other, 'value' in this];
  }
}
console.log(Object.keys(new Late()), Object.keys(new Later(2)));
