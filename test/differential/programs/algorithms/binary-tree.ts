// Traversals, depth, mirror, paths, serialise and rebuild, lowest common ancestor, validation.
type Tree = { v: number; l?: Tree; r?: Tree } | undefined;
const insert = (t: Tree, v: number): NonNullable<Tree> => (!t ? { v } : v < t.v ? { ...t, l: insert(t.l, v) } : { ...t, r: insert(t.r, v) });
const t = [8, 3, 10, 1, 6, 14, 4, 7, 13].reduce<Tree>(insert, undefined);
const inorder = (t: Tree): number[] => (t ? [...inorder(t.l), t.v, ...inorder(t.r)] : []);
const depth = (t: Tree): number => (t ? 1 + Math.max(depth(t.l), depth(t.r)) : 0);
const mirror = (t: Tree): Tree => t && { v: t.v, l: mirror(t.r), r: mirror(t.l) };
const levels = (t: Tree): number[][] => {
  const out: number[][] = [];
  for (let row = t ? [t] : []; row.length; row = row.flatMap((n) => [n.l, n.r]).filter((n) => n !== undefined)) out.push(row.map((n) => n.v));
  return out;
};
const paths = (t: Tree): string[] => (!t ? [] : !t.l && !t.r ? [`${t.v}`] : [...paths(t.l), ...paths(t.r)].map((p) => `${t.v}>${p}`));
const lca = (t: Tree, a: number, b: number): number | undefined => (!t ? undefined : Math.max(a, b) < t.v ? lca(t.l, a, b) : Math.min(a, b) > t.v ? lca(t.r, a, b) : t.v);
const valid = (t: Tree, lo = -Infinity, hi = Infinity): boolean => !t || (t.v >= lo && t.v < hi && valid(t.l, lo, t.v) && valid(t.r, t.v, hi));
const save = (t: Tree): string => (t ? `${t.v}(${save(t.l)},${save(t.r)})` : '');
console.log(inorder(t), depth(t), levels(t), inorder(mirror(t)), paths(t), lca(t, 4, 7), lca(t, 1, 14), valid(t), valid(mirror(t)), save(t));
console.log(t, JSON.stringify(mirror({ v: 1, l: { v: 2 } })));
