// Layered configuration: defaults, environment-like text, overrides, lazy getters and validation messages.
interface Settings {
  port: number;
  host: string;
  debug: boolean;
  paths: string[];
  nested: { retries: number; mode?: 'fast' | 'slow' };
}
type DeepPartial<T> = { [K in keyof T]?: T[K] extends (infer E)[] ? E[] : T[K] extends object ? DeepPartial<T[K]> : T[K] };
const defaults: Settings = { port: 80, host: 'localhost', debug: false, paths: ['/'], nested: { retries: 3 } };
const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);
const layer = <T extends object>(base: T, over: DeepPartial<T>): T => {
  const out = { ...base } as Record<string, unknown>;
  for (const [k, v] of Object.entries(over)) if (v !== undefined) out[k] = isRecord(v) && isRecord(out[k]) ? layer(out[k], v) : v;
  return out as T;
};
const fromText = (lines: string): DeepPartial<Settings> => {
  const out: Record<string, unknown> = {};
  for (const l of lines.split('\n')) {
    const [, path, raw] = /^([\w.]+)=(.*)$/.exec(l) ?? [];
    if (path === undefined) continue;
    const keys = path.split('.');
    const last = keys.pop()!;
    const at = keys.reduce<Record<string, unknown>>((o, k) => (o[k] ??= {}) as Record<string, unknown>, out);
    at[last] = raw === 'true' || raw === 'false' ? raw === 'true' : raw.includes(',') ? raw.split(',') : raw !== '' && !isNaN(+raw) ? +raw : raw;
  }
  return out as DeepPartial<Settings>;
};
const s = [fromText('port=8080\nnested.mode=fast\n# comment\npaths=/a,/b'), { debug: true, host: undefined, nested: { retries: 5 } }].reduce<Settings>((b, l) => layer(b, l as DeepPartial<Settings>), defaults);
const problems = (c: Settings): string[] => [c.port > 65535 && `port ${c.port}`, !c.host && 'host missing', c.paths.some((p) => !p.startsWith('/')) && 'relative path'].filter((p) => p !== false);
console.log(s, defaults.nested, problems(s), problems(layer(s, fromText('port=70000\nhost=\npaths=x,y'))));
