// Immutable updates by path with structural sharing, history and equality checks.
type Obj = { [k: string]: unknown };
const setIn = (o: unknown, [k, ...rest]: (string | number)[], f: (v: unknown) => unknown): unknown => {
  if (k === undefined) return f(o);
  if (Array.isArray(o)) return o.with(Number(k), setIn(o[Number(k)], rest, f));
  return { ...(o as Obj), [k]: setIn((o as Obj | undefined)?.[k], rest, f) };
};
interface S {
  users: { name: string; tags: string[] }[];
  ui: { open: boolean; size?: number };
}
const s0: S = { users: [{ name: 'a', tags: ['x'] }, { name: 'b', tags: [] }], ui: { open: false } };
const s1 = setIn(s0, ['users', 1, 'tags'], (t) => [...(t as string[]), 'new']) as S;
const s2 = setIn(s1, ['ui', 'size'], () => 5) as S;
const s3 = setIn(s2, ['ui', 'open'], (v) => !v) as S;
console.log(s3, s0, s1.users[0] === s0.users[0], s1.users[1] === s0.users[1], s2.users === s1.users, s3.ui === s2.ui);
const history = [s0, s1, s2, s3];
const changed = (a: Obj, b: Obj): string[] => Object.keys({ ...a, ...b }).filter((k) => a[k] !== b[k]);
console.log(history.slice(1).map((s, i) => changed(history[i] as unknown as Obj, s as unknown as Obj)), setIn(1, [], (n) => (n as number) + 1), setIn({}, ['a', 'b', 'c'], () => 1));
