// Index signatures with known members, nested records, symbols and numeric keys; iteration and defaults.
interface Env {
  [key: string]: string | undefined;
  HOME: string;
}
const env: Env = { HOME: '/h', EMPTY: '' };
env['PATH'] = '/bin';
console.log(env.HOME, env['PATH'], env['NOPE'] ?? 'unset', env['EMPTY'] || 'empty', Object.keys(env));
type Matrix = { [row: number]: { [col: number]: number } };
const m: Matrix = {};
for (const [r, c, v] of [[2, 1, 5], [0, 3, 7], [2, 0, 1]] as const) (m[r] ??= {})[c] = v;
console.log(m, m[2]?.[1], m[9]?.[9] ?? 0, Object.entries(m).map(([r, cs]) => `${r}:${Object.keys(cs)}`));
const sparse: Record<string, Record<string, Set<number>> | undefined> = {};
const add = (a: string, b: string, n: number): number => (((sparse[a] ??= {})[b] ??= new Set()).add(n)).size;
console.log(add('x', 'y', 1), add('x', 'y', 1), add('x', 'y', 2), add('z', 'y', 1), sparse);
const handlers: { [K in 'get' | 'put']: (k: string, v?: string) => string | undefined } = { get: (k) => env[k], put: (k, v) => (env[k] = v) };
console.log(handlers.put('NEW', 'v'), handlers.get('NEW'), (['get', 'put'] as const).map((h) => handlers[h].length));
