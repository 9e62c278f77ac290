// Recursive async functions and async generators over trees, with depth-first order kept.
interface Node {
  id: string;
  kids?: Node[];
}
const tree: Node = { id: 'a', kids: [{ id: 'b', kids: [{ id: 'c' }] }, { id: 'd' }] };
const load = async (n: Node): Promise<string> => {
  await new Promise((r) => setTimeout(r, n.id === 'b' ? 3 : 1));
  return n.id.toUpperCase();
};
async function* walk(n: Node, depth = 0): AsyncGenerator<string> {
  yield `${'-'.repeat(depth)}${await load(n)}`;
  for (const k of n.kids ?? []) yield* walk(k, depth + 1);
}
const seen: string[] = [];
for await (const s of walk(tree)) seen.push(s);
console.log(seen);
const count = async (n: Node): Promise<number> => 1 + (await Promise.all((n.kids ?? []).map(count))).reduce((a, b) => a + b, 0);
console.log(await count(tree));
const fetchAll = async (n: Node): Promise<Record<string, unknown>> => ({ [await load(n)]: Object.assign({}, ...(await Promise.all((n.kids ?? []).map(fetchAll)))) });
console.log(JSON.stringify(await fetchAll(tree)));
async function* countdown(n: number): AsyncGenerator<number, string> {
  if (n === 0) return 'lift off';
  yield n;
  return yield* countdown(n - 1);
}
const it = countdown(3);
let r = await it.next();
while (!r.done) r = await it.next();
console.log(r.value);
