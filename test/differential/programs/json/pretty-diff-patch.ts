// JSON diff and patch by paths, canonical forms and size limits.
type J = null | boolean | number | string | J[] | { [k: string]: J };
type Op = { op: 'set'; path: string; value: J } | { op: 'del'; path: string };
const isMap = (j: J): j is { [k: string]: J } => typeof j === 'object' && j !== null && !Array.isArray(j);
const diff = (a: J, b: J, path = ''): Op[] => {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isMap(a) || !isMap(b)) return [{ op: 'set', path, value: b }];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((k): Op[] => (!(k in b) ? [{ op: 'del', path: `${path}/${k}` }] : k in a ? diff(a[k], b[k], `${path}/${k}`) : [{ op: 'set', path: `${path}/${k}`, value: b[k] }]));
};
const patch = (a: J, ops: Op[]): J => ops.reduce((j, op) => apply(j, op.path.split('/').slice(1), op), a);
function apply(j: J, [k, ...rest]: string[], op: Op): J {
  if (k === undefined) return op.op === 'set' ? op.value : null;
  const o = isMap(j) ? j : {};
  if (rest.length === 0 && op.op === 'del') {
    const { [k]: _, ...others } = o;
    return others;
  }
  return { ...o, [k]: apply(o[k] ?? null, rest, op) };
}
const canonical = (j: J): string => (Array.isArray(j) ? `[${j.map(canonical)}]` : isMap(j) ? `{${Object.keys(j).sort().map((k) => `${JSON.stringify(k)}:${canonical(j[k])}`)}}` : JSON.stringify(j));
const x: J = { a: 1, b: { c: [1, 2], d: 'x' }, e: null };
const y: J = { b: { c: [1, 3], d: 'x', f: {} }, e: false, g: [{}] };
console.log(diff(x, y), canonical(patch(x, diff(x, y))) === canonical(y), canonical({ z: 1, a: [{ y: 2, b: 3 }] }), diff(x, x), diff(1, 'x'));
