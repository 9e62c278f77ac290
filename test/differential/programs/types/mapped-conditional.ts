// Mapped, conditional and template-literal types around real values.
type Getters<T> = { [K in keyof T as `get${Capitalize<string & K>}`]: () => T[K] };
function getters<T extends object>(o: T): Getters<T> {
  const out: Record<string, () => unknown> = {};
  for (const k of Object.keys(o)) out[`get${k[0].toUpperCase()}${k.slice(1)}`] = () => o[k as keyof T];
  return out as Getters<T>;
}
const g = getters({ name: 'n', age: 3 });
console.log(g.getName().length, g.getAge() + 1, Object.keys(g));
type Unwrap<T> = T extends Promise<infer U> ? U : T extends (infer E)[] ? E : T;
const unwrap = <T>(x: T[]): Unwrap<T[]> => x[0] as Unwrap<T[]>;
console.log(unwrap([5]), unwrap(['s']));
type Events = { click: { x: number }; key: { code: string } };
type Handlers = { [K in keyof Events]?: (e: Events[K]) => string };
const handlers: Handlers = { click: ({ x }) => `x=${x}` };
const fire = <K extends keyof Events>(k: K, e: Events[K]): string => handlers[k]?.(e) ?? `no ${k}`;
console.log(fire('click', { x: 4 }), fire('key', { code: 'a' }));
const mapValues = <T extends object, U>(o: T, f: (v: T[keyof T], k: keyof T) => U): { [K in keyof T]: U } =>
  Object.fromEntries(Object.entries(o).map(([k, v]) => [k, f(v as T[keyof T], k as keyof T)])) as { [K in keyof T]: U };
console.log(mapValues({ a: 1, b: 2 }, (v, k) => `${k}${v * 2}`), mapValues({ s: 'x' }, (v) => v.length));
type Path = `/${string}`;
const paths: Path[] = ['/', '/a'];
console.log(paths.map((p) => p.length));
