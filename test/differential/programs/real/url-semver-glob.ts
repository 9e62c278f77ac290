// Parsers and matchers for URLs, semantic versions with ranges, glob patterns and cron expressions.
interface Url {
  scheme: string;
  user?: string;
  host: string;
  port?: number;
  path: string;
  query: [string, string][];
  fragment?: string;
}
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

function parseUrl(text: string): Url | null {
  const m = /^([a-z][\w+.-]*):\/\/(?:([^@/]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(text);
  if (!m) return null;
  const [, scheme, user, host, port, path, query, fragment] = m;
  const number = port ? Number(port) : undefined;
  if (number !== undefined && number > 65535) return null;
  const lower = scheme.toLowerCase();
  return {
    scheme: lower,
    ...(user !== undefined && { user }),
    host: host.toLowerCase(),
    ...(number !== undefined && number !== DEFAULT_PORTS[lower] && { port: number }),
    path: normalise(path || '/'),
    query: query ? query.split('&').map((p): [string, string] => [decodeURIComponent(p.split('=')[0]), decodeURIComponent(p.split('=').slice(1).join('=').replaceAll('+', ' '))]) : [],
    ...(fragment !== undefined && { fragment }),
  };
}
function normalise(path: string): string {
  const out: string[] = [];
  const parts = path.split('/');
  parts.forEach((p, i) => {
    const last = i === parts.length - 1;
    if (p === '..') {
      if (out.length > 1) out.pop();
      if (last) out.push('');
    } else if (p === '.') {
      if (last) out.push('');
    } else out.push(p);
  });
  return out.join('/');
}
const formatUrl = (u: Url): string =>
  `${u.scheme}://${u.user !== undefined ? `${u.user}@` : ''}${u.host}${u.port !== undefined ? `:${u.port}` : ''}${u.path}${u.query.length ? `?${u.query.map((kv) => kv.map(encodeURIComponent).join('=')).join('&')}` : ''}${u.fragment !== undefined ? `#${u.fragment}` : ''}`;
function resolve(base: Url, ref: string): string {
  if (/^[a-z][\w+.-]*:/i.test(ref)) return formatUrl(parseUrl(ref)!);
  const [pathAndQuery, fragment] = ref.split('#') as [string, string?];
  const [path, query] = pathAndQuery.split('?') as [string, string?];
  const target = path.startsWith('/') ? path : path === '' ? base.path : base.path.replace(/[^/]*$/, '') + path;
  const { fragment: _, ...rest } = base;
  return formatUrl({ ...rest, path: normalise(target), query: query !== undefined ? query.split('&').map((p) => p.split('=') as [string, string]) : path === '' ? base.query : [], ...(fragment !== undefined && { fragment }) });
}
for (const t of ['HTTP://User@Example.COM:80/a/./b/../c?x=1&y=a+b%26c#frag', 'https://h:8443', 'ftp://[::1]:21/x', 'nope', 'http://h:99999/', 'x+y://h/..//a/.', 'http://h?q']) {
  const u = parseUrl(t);
  console.log(t, '->', u && formatUrl(u), u?.port, u?.query);
}
const base = parseUrl('http://h/a/b/c?q=1')!;
console.log(['d', './d', '../d', '../../../d', '/abs', '?z=2', '#f', '', 'http://other/x', 'd/./e/../f'].map((r) => resolve(base, r)));

interface Version {
  core: [number, number, number];
  pre: (string | number)[];
}
function version(text: string): Version {
  const m = /^v?(\d+)\.(\d+)\.(\d+)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text.trim());
  if (!m) throw new SyntaxError(`bad version ${text}`);
  return { core: [Number(m[1]), Number(m[2]), Number(m[3])], pre: m[4]?.split('.').map((p) => (/^\d+$/.test(p) ? Number(p) : p)) ?? [] };
}
function compare(a: Version, b: Version): number {
  for (let i = 0; i < 3; i++) if (a.core[i] !== b.core[i]) return a.core[i] - b.core[i];
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let i = 0; i < Math.max(a.pre.length, b.pre.length); i++) {
    const [x, y] = [a.pre[i], b.pre[i]];
    if (x === y) continue;
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    if (typeof x !== typeof y) return typeof x === 'number' ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}
function satisfies(v: string, range: string): boolean {
  const ver = version(v);
  return range.split('||').some((alt) =>
    alt.trim().split(/\s+/).every((part) => {
      const m = /^(\^|~|>=|<=|>|<|=)?v?(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(-[\w.]+)?$/.exec(part);
      if (!m) return part === '' || part === '*';
      const [, op = '=', ...nums] = m;
      const given = nums.slice(0, 3).filter((n) => n !== undefined && n !== 'x' && n !== '*').map(Number);
      const low = version(`${[...given, 0, 0, 0].slice(0, 3).join('.')}${m[5] ?? ''}`);
      const bump = (i: number): Version => ({ core: low.core.map((n, k) => (k < i ? n : k === i ? n + 1 : 0)) as Version['core'], pre: [0] });
      const c = compare(ver, low);
      switch (op) {
        case '>=':
          return c >= 0;
        case '>':
          return c > 0;
        case '<=':
          return c <= 0;
        case '<':
          return c < 0;
        case '~':
          return c >= 0 && compare(ver, bump(Math.min(1, given.length - 1))) < 0;
        case '^': {
          const first = low.core.findIndex((n) => n !== 0);
          return c >= 0 && compare(ver, bump(first < 0 ? Math.max(given.length - 1, 0) : first)) < 0;
        }
        default:
          return given.length === 3 ? c === 0 : given.length === 0 || (c >= 0 && compare(ver, bump(given.length - 1)) < 0);
      }
    }),
  );
}
console.log(['1.0.0', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta.11', '1.0.0-beta.2', '0.9.9', '1.0.0-rc.1', '10.0.0', '2.0.0'].sort((a, b) => compare(version(a), version(b))));
for (const r of ['^1.2.3', '~1.2', '1.x', '>=1.0.0 <2.0.0', '^0.2.3', '<1.0.0 || >=3', '*', '1.2.3']) console.log(r.padEnd(16), ['0.2.9', '1.2.3', '1.2.9', '1.9.0', '2.0.0', '3.1.4'].filter((v) => satisfies(v, r)));

function glob(pattern: string): RegExp {
  const body = pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^}]*\}|\[!?[^\]]*\]|[.+^$()|\\]/g, (t) => {
    if (t === '**/') return '(?:.*/)?';
    if (t === '**') return '.*';
    if (t === '*') return '[^/]*';
    if (t === '?') return '[^/]';
    if (t.startsWith('{')) return `(?:${t.slice(1, -1).split(',').join('|')})`;
    if (t.startsWith('[')) return t.replace('[!', '[^');
    return `\\${t}`;
  });
  return new RegExp(`^${body}$`);
}
const files = ['a.ts', 'src/b.ts', 'src/lib/c.ts', 'src/lib/c.test.ts', 'README.md', 'src/x1.js'];
for (const p of ['*.ts', '**/*.ts', 'src/*', 'src/**', '**/*.{js,md}', '**/?.ts', '**/[!a-b]*.ts', 'src/x[0-9].js']) console.log(p.padEnd(14), files.filter((f) => glob(p).test(f)));

function cron(expression: string): (d: Date) => boolean {
  const limits = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 6]] as const;
  const sets = expression.split(' ').map((field, i) => {
    const [lo, hi] = limits[i];
    return new Set(field.split(',').flatMap((part) => {
      const [range, step = '1'] = part.split('/');
      const [from, to = range === '*' ? hi : range] = range === '*' ? [lo] : range.split('-');
      return Array.from({ length: Math.floor((Number(to) - Number(from)) / Number(step)) + 1 }, (_, k) => Number(from) + k * Number(step));
    }));
  });
  return (d) => [d.getUTCMinutes(), d.getUTCHours(), d.getUTCDate(), d.getUTCMonth() + 1, d.getUTCDay()].every((v, i) => sets[i].has(v));
}
function* upcoming(expression: string, from: Date): Generator<string> {
  const matches = cron(expression);
  for (let t = Math.floor(+from / 60_000 + 1) * 60_000; ; t += 60_000) if (matches(new Date(t))) yield new Date(t).toISOString().slice(0, 16);
}
for (const e of ['*/20 9-10 * * *', '0 0 1 * *', '30 12 * * 1,3', '5 4 29 2 *']) console.log(e.padEnd(16), upcoming(e, new Date('2024-01-30T09:10:00Z')).take(3).toArray());
