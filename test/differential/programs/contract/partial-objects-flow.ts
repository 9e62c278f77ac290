// Objects built up in pieces, optional members read before and after they are set.
interface Job {
  id: number;
  title: string;
  tags: string[];
  meta?: { owner?: string; due?: Date };
}
const build = (...steps: ((j: Partial<Job>) => void)[]): Job => {
  const j: Partial<Job> = {};
  for (const s of steps) s(j);
  return j as Job;
};
const a = build((j) => (j.id = 1), (j) => (j.title = 'first'));
console.log(a, a.tags, a.tags?.length, a.meta?.owner, Object.keys(a), a.tags ?? []);
try {
  a.tags.push('x');
} catch (e) {
  console.log((e as Error).message);
}
a.tags = ['y'];
a.meta = {};
a.meta.owner ??= 'me';
a.meta.due = new Date(0);
console.log(a, a.meta.due?.getTime(), ({ ...a, meta: undefined } as Partial<Job>).meta?.owner);
const merge = <T extends object>(base: T, patch: Partial<T>): T => {
  const out = { ...base };
  for (const k of Object.keys(patch) as (keyof T)[]) if (patch[k] !== undefined) out[k] = patch[k]!;
  return out;
};
console.log(merge(a, { title: 'new', tags: undefined as unknown as string[] }), merge(a, {}).id);
const registry = {} as Record<'on' | 'off', (() => string) | undefined>;
registry.on = () => 'on!';
console.log(registry.on?.(), registry.off?.(), Object.keys(registry));
