// Serialising a class tree and reviving it through a registry.
abstract class Shape {
  abstract readonly type: string;
  abstract area(): number;
}
class Sq extends Shape {
  readonly type = 'sq';
  constructor(public s: number) {
    super();
  }
  area(): number {
    return this.s ** 2;
  }
}
class Group extends Shape {
  readonly type = 'group';
  constructor(public items: Shape[]) {
    super();
  }
  area(): number {
    return this.items.reduce((a, i) => a + i.area(), 0);
  }
}
const reg: Record<string, (o: any) => Shape> = { sq: (o) => new Sq(o.s), group: (o) => new Group(o.items) };
const text = JSON.stringify(new Group([new Sq(2), new Group([new Sq(3)])]));
const back = JSON.parse(text, (_, v) => (v && typeof v === 'object' && v.type in reg ? reg[v.type](v) : v)) as Shape;
console.log(text, back.area(), back, back instanceof Group);
