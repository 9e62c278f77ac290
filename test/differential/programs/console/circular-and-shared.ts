// Circular, shared and deeply nested references in printed values.
interface N {
  name: string;
  peer?: N;
  list: N[];
}
const a: N = { name: 'a', list: [] };
const b: N = { name: 'b', peer: a, list: [a, a] };
a.peer = b;
a.list.push(a, b);
console.log(a);
console.log([a, b]);
const shared = { v: 1 };
console.log({ x: shared, y: shared, z: [shared] });
const m = new Map<string, unknown>();
m.set('self', m).set('in', { m });
console.log(m);
const s = new Set<unknown>();
s.add(s).add([s]);
console.log(s);
class Tree {
  parent: Tree | null = null;
  kids: Tree[] = [];
  constructor(readonly v: number) {}
  add(t: Tree): this {
    t.parent = this;
    this.kids.push(t);
    return this;
  }
}
console.log(new Tree(1).add(new Tree(2).add(new Tree(3))));
const arr: unknown[] = [1];
arr.push(arr, { arr });
console.log(arr, { arr });
