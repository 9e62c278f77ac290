// Functions of built-in constructors, called through subclasses: they make the subclass, and what follows them runs.
class List extends Array<number> {
  label = 'list';
  sum(): number {
    let s = 0;
    for (const x of this) s += x;
    return s;
  }
}
class Longer extends List {
  override label = 'longer';
}
function show(value: unknown): unknown {
  console.log('see', value);
  return value;
}
show(3);
const list = List.from([1, 2, 3]) as List;
list.push(4);
console.log(list.length, list.sum(), list.label, list instanceof List, list.map((x) => x + 1) instanceof List);
show('33');
const longer = Longer.of(1.5, 2) as Longer;
console.log(longer.sum(), longer.label, longer instanceof Longer, List.isArray(longer));
class Later extends Promise<number> {}
show(Later.resolve(5) instanceof Later);
class Table extends Map<string, number> {}
console.log(Table.groupBy([1, 2, 3], (x) => x % 2).size);
const plain = Array;
console.log(plain.from('abc').length, show([plain.isArray(plain.of(1))]));
