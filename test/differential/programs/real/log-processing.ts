// Log processing: regexps with named groups, lookbehind, matchAll, sticky, unicode; aggregation with groupBy and tables.
interface Entry {
  readonly time: Date;
  readonly level: Level;
  readonly source: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly message: string;
}
const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
type Level = (typeof LEVELS)[number];
const LINE =
  /^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)\s+\[(?<level>[A-Z]+)\s*\]\s+(?<source>[\w.]+(?:\/\d+)?):\s*(?<rest>.*)$/u;
const FIELD = /(?<=^|\s)(?<key>[a-z_]\w*)=(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s"]+))/giu;
const isLevel = (s: string): s is Level => (LEVELS as readonly string[]).includes(s);
function coerce(s: string): string | number | boolean {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(s)) return Number(s);
  if (s === 'true' || s === 'false') return s === 'true';
  return s;
}
type Parsed = { ok: true; entry: Entry } | { ok: false; line: number; reason: string };
function parse(line: string, no: number): Parsed {
  const g = LINE.exec(line)?.groups;
  if (!g) return { ok: false, line: no, reason: line.trim() === '' ? 'blank' : 'no match' };
  const { time, level, source, rest } = g as { time: string; level: string; source: string; rest: string };
  if (!isLevel(level)) return { ok: false, line: no, reason: `level ${level}` };
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return { ok: false, line: no, reason: `time ${time}` };
  const fields: Record<string, string | number | boolean> = {};
  let message = rest;
  for (const m of rest.matchAll(FIELD)) {
    const { key = '', quoted, bare } = m.groups!;
    fields[key] = quoted !== undefined ? quoted.replace(/\\(["\\])/g, '$1') : coerce(bare!);
    message = message.replace(m[0], '');
  }
  return { ok: true, entry: { time: date, level, source, fields, message: message.replace(/\s{2,}/g, ' ').trim() } };
}
const text = String.raw`2024-02-29T23:59:58.5Z [INFO ] http.server/1: GET /index.html status=200 ms=12.5 cached=true
2024-02-29T23:59:59Z [ERROR] db: failed query="SELECT \"x\" FROM t" retries=3 ok=false
2024-03-01T00:00:00.123Z [WARN] http.server/2: slow path=/a/b ms=1.2e3 user="Zoë Ünal"

2024-03-01T00:00:01Z [FATAL] x: boom
2024-13-01T00:00:01Z [INFO] x: bad date
garbage
2024-03-01T00:00:02.9Z [DEBUG] gc: freed=1024 -- total=4096 a=.5 b=-7
2024-03-01T01:00:00Z [INFO] http.server/1: POST /form status=302 ms=7`;
const results = text.split('\n').map((l, i) => parse(l, i + 1));
const entries = results.flatMap((r) => (r.ok ? [r.entry] : []));
const bad = results.filter((r) => !r.ok);
console.log(bad, entries.length);
for (const e of entries)
  console.log(e.time.toISOString(), e.level.padEnd(5), e.source, e.fields, JSON.stringify(e.message));
console.log(
  Object.fromEntries(Object.entries(Object.groupBy(entries, (e) => e.level)).map(([k, v]) => [k, v!.length])),
);
const bySource = Map.groupBy(entries, (e) => e.source.replace(/\/\d+$/, ''));
const num = (x: unknown): number => (typeof x === 'number' ? x : 0);
for (const [s, es] of bySource)
  console.log(
    s,
    es.reduce((a, e) => a + num(e.fields['ms']), 0),
    es.map((e) => e.time.getUTCHours()),
  );
const spans = entries.slice(1).map((e, i) => (+e.time - entries[i]!.time.getTime()) / 1000);
console.log(spans, Math.max(...spans), entries.at(-1)!.time.toUTCString(), entries[0]!.time.toJSON());
console.table(entries.map(({ level, source, fields }) => ({ level, source, ms: fields['ms'] })));
const redact = (s: string): string =>
  s
    .replace(/(?<user>[\w.+-]+)@(?<host>[\w-]+(?:\.[\w-]+)+)/g, (...args) => {
      const g = args.at(-1) as { user: string; host: string };
      return `${g.user[0]}***@${g.host
        .split('.')
        .map((p) => p[0])
        .join('.')}`;
    })
    .replace(/\b(?:\d[ -]?){13,16}\b/g, (d) => '#'.repeat(d.trim().length - 4) + d.trim().slice(-4));
console.log(redact('mail joe.b+x@mail.example.org card 4111 1111 1111 1111 ok, or a@b.cc'));
const tok = /\s*(?:(\d+)|([a-z]+)|(.))/gy;
const toks: string[] = [];
for (let m; (m = tok.exec('foo 42+bar7'));) toks.push(m[1] ? `N${m[1]}` : m[2] ? `I${m[2]}` : `P${m[3]}`);
console.log(
  toks,
  tok.lastIndex,
  'a1b22c333'.split(/(\d+)/),
  'x'.split(/(?:)/u),
  '2024-01-05'.replace(/(\d+)-(\d+)-(\d+)/, '$3/$2/$1 $& $$ $`|'),
  'aBcD'.replace(/[A-Z]/g, (c, i: number) => `_${c.toLowerCase()}${i}`),
);
console.log(
  [...'𝒳y😀'].length,
  /^.$/u.test('😀'),
  /^.$/.test('😀'),
  '😀x'.match(/./gu),
  /\p{Lu}\p{Ll}+/u.exec('über Älter')?.[0],
  'ﬀ'.toUpperCase(),
  'İ'.toLowerCase().length,
  'ß'.localeCompare('ss'),
);
const re = /(?<y>\d{4})(?:-(?<m>\d\d))?/d;
const r = re.exec('in 2024!')!;
console.log(r, r.indices?.groups, r.index);
