// Module state made before the first output and changed after it: arrays, maps, objects, closures, classes.
let counter = 5;
const list = [1, 2, 3];
const map = new Map([['a', 1]]);
const obj: { n: number; extra?: string } = { n: 1 };
class Reg {
  static items: string[] = ['first'];
  static count = Reg.items.length;
  own = [0];
}
const shared = new Reg();
const bump = (() => {
  let private_ = 10;
  return (): number => ++private_ + ++counter;
})();
console.log(bump(), bump(), counter);
list.push(4);
list[0] = 100;
map.set('b', 2).delete('a');
obj.n += 5;
obj.extra = 'added';
Reg.items.push('second');
Reg.count++;
shared.own.push(1);
console.log(list, map, obj, Reg.items, Reg.count, shared, new Reg());
