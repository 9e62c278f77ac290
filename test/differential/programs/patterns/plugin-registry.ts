// Plugins as objects with optional hooks, ordered by dependencies, run through a pipeline.
interface Plugin {
  name: string;
  requires?: readonly string[];
  setup?(api: Api): void;
  transform?(text: string, api: Api): string | undefined;
  teardown?(): void;
}
interface Api {
  readonly options: Readonly<Record<string, unknown>>;
  provide(key: string, value: unknown): void;
  use<T>(key: string): T;
}
function load(plugins: Plugin[], options: Record<string, unknown> = {}) {
  const provided = new Map<string, unknown>();
  const api: Api = { options, provide: (k, v) => void provided.set(k, v), use: <T>(k: string) => { if (!provided.has(k)) throw new ReferenceError(`nobody provides ${k}`); return provided.get(k) as T; } };
  const byName = new Map(plugins.map((p) => [p.name, p]));
  const order = new Set<Plugin>();
  const visit = (p: Plugin, trail: string[] = []): void => {
    if (trail.includes(p.name)) throw new Error(`cycle ${[...trail, p.name].join('>')}`);
    for (const r of p.requires ?? []) visit(byName.get(r) ?? (() => { throw new Error(`${p.name} requires ${r}`); })(), [...trail, p.name]);
    order.add(p);
  };
  plugins.forEach((p) => visit(p));
  order.forEach((p) => p.setup?.(api));
  return { names: [...order].map((p) => p.name), run: (t: string) => [...order].reduce((s, p) => p.transform?.(s, api) ?? s, t), close: () => [...order].reverse().forEach((p) => p.teardown?.()) };
}
const log: string[] = [];
const upper: Plugin = { name: 'upper', requires: ['words'], transform: (t) => t.toUpperCase() };
const words: Plugin = { name: 'words', setup: (a) => a.provide('split', (s: string) => s.split(' ')), teardown: () => log.push('words gone') };
const rev: Plugin = { name: 'rev', requires: ['words', 'upper'], transform: (t, a) => (a.options['skip'] ? undefined : a.use<(s: string) => string[]>('split')(t).reverse().join(' ')), teardown: () => void log.push('rev gone') };
const p = load([rev, upper, words]);
console.log(p.names, p.run('one two three'), load([rev, words, upper], { skip: true }).run('a b'));
p.close();
console.log(log);
for (const bad of [[{ name: 'x', requires: ['y'] }], [{ name: 'x', requires: ['y'] }, { name: 'y', requires: ['x'] }], [{ name: 'z', setup: (a: Api) => a.use('q') }]] as Plugin[][]) {
  try {
    load(bad);
  } catch (e) {
    console.log((e as Error).message);
  }
}
