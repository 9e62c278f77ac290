// yield* over generators, arrays and strings, and its value.
function* inner(): Generator<number, string> {
  yield 1;
  yield 2;
  return 'inner result';
}
function* outer(): Generator<number | string, string> {
  const r = yield* inner();
  yield r;
  yield* [10, 20];
  yield* 'ab';
  yield* new Set(['s']);
  return 'end';
}
console.log([...outer()]);
interface Tree {
  v: number;
  kids?: Tree[];
}
function* walk(t: Tree): Generator<number> {
  yield t.v;
  for (const k of t.kids ?? []) yield* walk(k);
}
console.log([...walk({ v: 1, kids: [{ v: 2, kids: [{ v: 3 }] }, { v: 4 }] })]);
const it = outer();
let r = it.next();
while (!r.done) r = it.next();
console.log(r);
