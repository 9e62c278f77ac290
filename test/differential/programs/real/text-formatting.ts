// Text: word wrap, tables, templates, tagged templates, slugs, CSV, ini, diff, number and date formatting, Unicode.
const wrap = (text: string, width: number): string[] =>
  text.split(/\s+/).reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
const lorem =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.';
for (const line of wrap(lorem, 30)) console.log(`|${line.padEnd(30)}|`);
function justify(words: string[], width: number): string {
  if (words.length === 1) return words[0]!.padEnd(width);
  const gaps = words.length - 1,
    spaces = width - words.join('').length;
  return words
    .map((w, i) => (i === gaps ? w : w + ' '.repeat(Math.floor(spaces / gaps) + (i < spaces % gaps ? 1 : 0))))
    .join('');
}
console.log(
  wrap(lorem, 24)
    .map((l) => justify(l.split(' '), 24))
    .join('\n'),
);
type Align = 'left' | 'right' | 'center';
interface Column<R> {
  title: string;
  get: (row: R) => string | number | null | undefined;
  align?: Align;
}
function table<R>(rows: readonly R[], columns: readonly Column<R>[]): string {
  const cells = rows.map((r) =>
    columns.map((c) => {
      const v = c.get(r);
      return v == null ? '-' : typeof v === 'number' ? v.toLocaleString() : v;
    }),
  );
  const widths = columns.map((c, i) => Math.max(c.title.length, ...cells.map((r) => r[i]!.length)));
  const pad = (s: string, w: number, a: Align = 'left'): string =>
    a === 'right' ? s.padStart(w) : a === 'center' ? s.padStart(Math.floor((w + s.length) / 2)).padEnd(w) : s.padEnd(w);
  const line = (l: string, m: string, r: string): string => l + widths.map((w) => '─'.repeat(w + 2)).join(m) + r;
  return [
    line('┌', '┬', '┐'),
    `│ ${columns.map((c, i) => pad(c.title, widths[i]!, 'center')).join(' │ ')} │`,
    line('├', '┼', '┤'),
    ...cells.map((r) => `│ ${r.map((s, i) => pad(s, widths[i]!, columns[i]!.align)).join(' │ ')} │`),
    line('└', '┴', '┘'),
  ].join('\n');
}
console.log(
  table(
    [
      { n: 'Widget', p: 1234.5, q: 10 },
      { n: 'Gadget ü', p: 0.125, q: null },
      { n: '', p: -1e6, q: 3 },
    ],
    [
      { title: 'Name', get: (r) => r.n },
      { title: 'Price', get: (r) => r.p, align: 'right' },
      { title: 'Quantity', get: (r) => r.q, align: 'center' },
    ],
  ),
);
const html = (strings: TemplateStringsArray, ...values: unknown[]): string =>
  strings.raw.reduce(
    (out, s, i) =>
      out +
      s +
      (i < values.length
        ? Array.isArray(values[i])
          ? (values[i] as unknown[]).join('')
          : String(values[i]).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
        : ''),
    '',
  );
console.log(
  html`<ul class="${'a"b'}">
      ${['x', '<y>'].map((i) => html`<li>${i}</li>`)}
    </ul>
    ${null}${undefined}`,
  String.raw`a\tb${1 + 1}\u0041`,
);
const dedent = (s: TemplateStringsArray, ...v: unknown[]): string => {
  const full = String.raw({ raw: s }, ...v);
  const indent = Math.min(...[...full.matchAll(/^[ \t]*(?=\S)/gm)].map((m) => m[0].length));
  return full.replace(new RegExp(`^[ \\t]{${indent}}`, 'gm'), '').trim();
};
console.log(dedent`
    function ${'f'}() {
      return ${42};
    }
`);
const slug = (s: string): string =>
  s
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
const camel = (s: string): string =>
  s.replace(/[-_\s]+(.)?/g, (_, c: string | undefined) => c?.toUpperCase() ?? '').replace(/^./, (c) => c.toLowerCase());
const snake = (s: string): string => s.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
console.log(
  ['some-kebab_case text', 'Already Camel', 'x'].map(camel),
  ['parseHTTPResponse2Json', 'simple', 'ABC'].map(snake),
);
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '',
    quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      rows.at(-1)!.push(cell);
      cell = '';
    } else if (c === '\n') {
      rows.at(-1)!.push(cell);
      cell = '';
      rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  rows.at(-1)!.push(cell);
  return rows;
}
console.log(parseCsv('a,"b ""q"" b",c\r\n1,"2\n3",\n'));
function parseIni(text: string): Record<string, Record<string, string | number | boolean>> {
  const out: Record<string, Record<string, string | number | boolean>> = {};
  let section = (out['default'] ??= {});
  for (const [n, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (!line || line.startsWith(';')) continue;
    const head = /^\[(.+)\]$/.exec(line);
    if (head) {
      section = out[head[1]!] ??= {};
      continue;
    }
    const m = line.match(/^(?<key>[^=]+?)\s*=\s*(?<value>.*)$/);
    if (!m) throw new SyntaxError(`line ${n + 1}: ${line}`);
    const { key, value } = m.groups as { key: string; value: string };
    section[key] = /^-?\d+(\.\d+)?$/.test(value)
      ? +value
      : value === 'true' || value === 'false'
        ? value === 'true'
        : value;
  }
  return out;
}
console.log(parseIni('a = 1\n; c\n[s]\nname = x = y\non = true\nneg=-2.50\n[s]\nmore = \n'));
try {
  parseIni('ok=1\nbad');
} catch (e) {
  console.log(String(e));
}
function lcsDiff(a: string[], b: string[]): string[] {
  const t = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      t[i]![j] = a[i] === b[j] ? t[i + 1]![j + 1]! + 1 : Math.max(t[i + 1]![j]!, t[i]![j + 1]!);
  const out: string[] = [];
  let i = 0,
    j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push(`  ${a[i]}`);
      i++;
      j++;
    } else if (j < b.length && (i >= a.length || t[i]![j + 1]! >= t[i + 1]![j]!)) out.push(`+ ${b[j++]}`);
    else out.push(`- ${a[i++]}`);
  }
  return out;
}
console.log(lcsDiff('abcdfghjqz'.split(''), 'abcdefgijkrxyz'.split('')).join('').replaceAll(/\s+/g, ' '));
const bytes = (n: number): string => {
  const u = ['B', 'KiB', 'MiB', 'GiB'];
  let i = 0;
  while (n >= 1024 && i < u.length - 1) {
    n /= 1024;
    i++;
  }
  return `${n.toFixed(i && n < 10 ? 1 : 0)} ${u[i]}`;
};
const duration = (ms: number): string =>
  [
    ['d', 864e5],
    ['h', 36e5],
    ['m', 6e4],
    ['s', 1e3],
    ['ms', 1],
  ]
    .reduce<[string[], number]>(
      ([out, left], [u, size]) => {
        const n = Math.floor(left / (size as number));
        return n ? [[...out, `${n}${u}`], left % (size as number)] : [out, left];
      },
      [[], ms],
    )[0]
    .join(' ') || '0ms';
console.log(
  [0, 1023, 1536, 10485760, 5e12].map(bytes),
  [0, 61001, 90061001].map(duration),
  [1, 2, 3, 11, 12, 13, 21, 102, 111].map(
    (n) => n + (['th', 'st', 'nd', 'rd'][((n % 100) >> 3) ^ 1 && n % 10] ?? 'th'),
  ),
);
const roman = (n: number): string =>
  Object.entries({
    M: 1000,
    CM: 900,
    D: 500,
    CD: 400,
    C: 100,
    XC: 90,
    L: 50,
    XL: 40,
    X: 10,
    IX: 9,
    V: 5,
    IV: 4,
    I: 1,
  }).reduce((s, [r, v]) => {
    const k = Math.trunc(n / v);
    n -= k * v;
    return s + r.repeat(k);
  }, '');
console.log(
  [1994, 2024, 4, 9, 3999].map(roman),
  [...'a👍🏽é'].length,
  'a👍🏽é'.length,
  [...new Set('mississippi')].join(''),
  'İstanbul'.toLowerCase().length,
  'straße'.toUpperCase(),
  'ǆ'.toUpperCase(),
  'Σας'.toLowerCase(),
);
const counts = [...lorem.toLowerCase().matchAll(/[a-z]/g)].reduce(
  (m, [c]) => m.set(c, (m.get(c) ?? 0) + 1),
  new Map<string, number>(),
);
console.log(
  [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).slice(0, 5),
  Object.groupBy(['one', 'two', 'three', 'four'], (s) => s.length),
  Map.groupBy([1, 2, 3], (n) => n % 2 === 0),
);
console.log(
  'x'.at(-2),
  'abc'.substring(2, 0),
  'abc'.substr(-2, 1),
  'abc'.slice(2, 1),
  'a-b-c'.split('-', 2),
  'abc'.split(''),
  'aXbX'.replace('X', '$&$&$$'),
  'abc'.replace(/(?<first>a)(b)/, "$2$<first>$1$`$'"),
  'x'.localeCompare('y'),
  ['ä', 'a', 'z', 'Z', 'B', 'b'].sort((a, b) => a.localeCompare(b)),
  'tEST'.charAt(0).toUpperCase(),
);
