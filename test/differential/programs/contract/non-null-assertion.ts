// Non-null assertions that hold and some that do not.
const m = new Map([['a', { v: 1 }]]);
console.log(m.get('a')!.v, [3, 1].find((x) => x === 1)!.toFixed(1), 'abc'.match(/b/)![0]);
try {
  console.log(m.get('zz')!.v);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const x = [1, 2].find((v) => v > 5)!;
console.log(x, x === undefined, [x], x ?? 'fallback');
interface Node {
  next: Node | null;
  v: number;
}
const n: Node = { v: 1, next: { v: 2, next: null } };
console.log(n.next!.v, n.next!.next);
try {
  console.log(n.next!.next!.v);
} catch (e) {
  console.log((e as Error).message);
}
let late!: number;
const read = (): number => late;
console.log(read());
late = 4;
console.log(read() + 1);
class C {
  name!: string;
  list!: number[];
}
console.log(new C(), new C().name, new C().list?.length);
