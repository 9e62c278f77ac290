// Optional fields and methods: absent, undefined, present.
class Node {
  next?: Node;
  label?: string;
  constructor(
    readonly id: number,
    label?: string,
  ) {
    if (label !== undefined) this.label = label;
  }
  visit?(depth: number): string;
}
const a = new Node(1);
const b = new Node(2, 'two');
a.next = b;
console.log(a, b, a.next?.next?.next, a.next?.label?.length, a.label ?? 'none', a.visit?.(1));
b.visit = (d) => `v${d}`;
console.log(b.visit?.(3), Object.keys(a), 'label' in a, JSON.stringify(a));
delete a.next;
console.log(a.next, 'next' in a, Object.keys(a));
