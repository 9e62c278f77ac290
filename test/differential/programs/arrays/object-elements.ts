// Arrays of objects: update, group, index, dedupe, sum.
interface Item {
  id: number;
  tag: string;
  price: number;
}
const items: Item[] = [
  { id: 1, tag: 'a', price: 10 },
  { id: 2, tag: 'b', price: 2.5 },
  { id: 3, tag: 'a', price: 7 },
];
const byId = new Map(items.map((i) => [i.id, i]));
const groups = Object.groupBy(items, (i) => i.tag);
console.log(byId.get(2)?.price, Object.keys(groups), groups['a']?.length, Map.groupBy(items, (i) => i.price > 5).get(true)?.map((i) => i.id));
const raised = items.map((i) => ({ ...i, price: i.price * 2 }));
console.log(raised, items[0].price);
items.find((i) => i.id === 3)!.tag = 'z';
console.log(items.map(({ tag }) => tag), items.reduce((s, { price }) => s + price, 0), [...new Set(raised.map((i) => i.tag))]);
