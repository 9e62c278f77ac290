// Iterators are disposable: `using` ends them, and so runs what their generators have in `finally`.
function* rows(): Generator<number, void, void> {
  try {
    yield 1;
    yield 2;
  } finally {
    console.log('closed');
  }
}
{
  using it = rows();
  console.log(it.next().value);
}
{
  using done = rows();
  console.log([...done]);
}
{
  using mapped = rows().map((x) => x * 2);
  console.log(mapped.next().value);
}
{
  using list = [1, 2].values();
  console.log(list.next());
}
rows()[Symbol.dispose]();
function first(): number | undefined {
  using it = rows();
  for (const row of it) return row;
  return undefined;
}
console.log(first());
