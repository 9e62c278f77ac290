// Recursive generators over trees, permutations, directories and digits.
type Dir = { [name: string]: Dir | number };
function* walk(d: Dir, path = ''): Generator<[path: string, size: number]> {
  for (const [name, entry] of Object.entries(d)) {
    const at = `${path}/${name}`;
    if (typeof entry === 'number') yield [at, entry];
    else yield* walk(entry, at);
  }
}
const root: Dir = { etc: { hosts: 10, conf: { a: 1, b: 2 } }, tmp: {}, readme: 5 };
for (const [p, s] of walk(root)) console.log(p, s);
console.log([...walk(root)].reduce((t, [, s]) => t + s, 0));
function* perms(s: string): Generator<string> {
  if (s.length <= 1) yield s;
  else for (let i = 0; i < s.length; i++) for (const p of perms(s.slice(0, i) + s.slice(i + 1))) yield s[i] + p;
}
console.log([...perms('abc')]);
function* hanoi(n: number, a = 'A', b = 'B', c = 'C'): Generator<string> {
  if (n === 0) return;
  yield* hanoi(n - 1, a, c, b);
  yield `${n}:${a}${c}`;
  yield* hanoi(n - 1, b, a, c);
}
console.log([...hanoi(3)].join(' '), hanoi(10).reduce((n) => n + 1, 0));
function* digits(n: number): Generator<number, number> {
  if (n < 10) {
    yield n;
    return 1;
  }
  const count = yield* digits(Math.floor(n / 10));
  yield n % 10;
  return count + 1;
}
const it = digits(3142);
for (let r = it.next(); ; r = it.next()) {
  console.log(r);
  if (r.done) break;
}
