// Markdown converter: block parser, inline parser with regexps, HTML escaping, table of contents.
type Inline =
  | { t: 'text'; s: string }
  | { t: 'em' | 'strong' | 'del'; kids: Inline[] }
  | { t: 'code'; s: string }
  | { t: 'link'; href: string; title?: string; kids: Inline[] }
  | { t: 'img'; src: string; alt: string }
  | { t: 'br' };
type Block =
  | { t: 'h'; level: 1 | 2 | 3 | 4 | 5 | 6; kids: Inline[]; id: string }
  | { t: 'p'; kids: Inline[] }
  | { t: 'pre'; lang?: string; code: string }
  | { t: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { t: 'quote'; kids: Block[] }
  | { t: 'hr' }
  | { t: 'table'; align: ('left' | 'right' | 'center' | null)[]; head: Inline[][]; rows: Inline[][][] };
const ESC: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const esc = (s: string): string => s.replace(/[&<>"]/g, (c) => ESC[c]!);
const RULES: readonly [RegExp, (m: RegExpExecArray) => Inline][] = [
  [/^\\([!-/:-@[-`{-~])/, (m) => ({ t: 'text', s: m[1]! })],
  [/^(`+)([^`]|[^`].*?[^`])\1(?!`)/s, (m) => ({ t: 'code', s: m[2]!.trim() })],
  [/^!\[([^\]]*)\]\(([^)\s]+)\)/, (m) => ({ t: 'img', alt: m[1]!, src: m[2]! })],
  [
    /^\[((?:[^\[\]]|\[[^\]]*\])+)\]\(([^)\s]+)(?:\s+"([^"]*)")?\)/,
    (m) => ({ t: 'link', kids: inline(m[1]!), href: m[2]!, ...(m[3] !== undefined && { title: m[3] }) }),
  ],
  [/^<(https?:\/\/[^>\s]+)>/, (m) => ({ t: 'link', href: m[1]!, kids: [{ t: 'text', s: m[1]! }] })],
  [/^\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)/s, (m) => ({ t: 'strong', kids: inline(m[1]!) })],
  [/^([*_])(?=\S)(.+?)(?<=\S)\1(?!\1)/s, (m) => ({ t: 'em', kids: inline(m[2]!) })],
  [/^~~(.+?)~~/, (m) => ({ t: 'del', kids: inline(m[1]!) })],
  [/^ {2,}\n/, () => ({ t: 'br' })],
];
function inline(src: string): Inline[] {
  const out: Inline[] = [];
  let text = '';
  const flush = (): void => {
    if (text) out.push({ t: 'text', s: text });
    text = '';
  };
  outer: while (src) {
    for (const [re, make] of RULES) {
      const m = re.exec(src);
      if (!m) continue;
      flush();
      out.push(make(m));
      src = src.slice(m[0].length);
      continue outer;
    }
    const n = /^[^\\`!\[<*_~ ]+/.exec(src)?.[0].length ?? 1;
    text += src.slice(0, n);
    src = src.slice(n);
  }
  flush();
  return out;
}
const plain = (xs: readonly Inline[]): string =>
  xs
    .map((x) => {
      switch (x.t) {
        case 'text':
        case 'code':
          return x.s;
        case 'img':
          return x.alt;
        case 'br':
          return ' ';
        default:
          return plain(x.kids);
      }
    })
    .join('');
function blocks(lines: string[], ids = new Map<string, number>()): Block[] {
  const out: Block[] = [];
  let i = 0;
  const slug = (s: string): string => {
    const base = s
      .toLowerCase()
      .trim()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s+/g, '-');
    const n = ids.get(base) ?? 0;
    ids.set(base, n + 1);
    return n ? `${base}-${n}` : base;
  };
  while (i < lines.length) {
    const line = lines[i]!;
    let m: RegExpMatchArray | null;
    if (!line.trim()) {
      i++;
    } else if ((m = line.match(/^(#{1,6})\s+(.*?)\s*#*$/))) {
      const kids = inline(m[2]!);
      out.push({ t: 'h', level: m[1]!.length as 1, kids, id: slug(plain(kids)) });
      i++;
    } else if (/^(?:-{3,}|\*{3,})$/.test(line)) {
      out.push({ t: 'hr' });
      i++;
    } else if ((m = line.match(/^(`{3,}|~{3,})(\w*)/))) {
      const [, fence = '', lang] = m;
      const code: string[] = [];
      while (++i < lines.length && !lines[i]!.startsWith(fence)) code.push(lines[i]!);
      i++;
      out.push({ t: 'pre', code: code.join('\n'), ...(lang ? { lang } : {}) });
    } else if (line.startsWith('>')) {
      const q: string[] = [];
      while (i < lines.length && lines[i]!.startsWith('>')) q.push(lines[i++]!.replace(/^> ?/, ''));
      out.push({ t: 'quote', kids: blocks(q, ids) });
    } else if ((m = line.match(/^(?:([-*+])|(\d+)[.)])\s+/))) {
      const ordered = m[2] !== undefined;
      const marker = ordered ? /^\d+[.)]\s+/ : /^[-*+]\s+/;
      const items: string[][] = [];
      while (i < lines.length) {
        const l = lines[i]!;
        if (marker.test(l)) items.push([l.replace(marker, '')]);
        else if (/^\s{2,}\S/.test(l)) items.at(-1)!.push(l.replace(/^ {2,3}/, ''));
        else break;
        i++;
      }
      out.push({ t: 'list', ordered, start: ordered ? Number(m[2]) : 1, items: items.map((it) => blocks(it, ids)) });
    } else if (line.includes('|') && /^[\s|:-]+$/.test(lines[i + 1] ?? '')) {
      const cells = (l: string): string[] =>
        l
          .trim()
          .replace(/^\||\|$/g, '')
          .split('|')
          .map((c) => c.trim());
      const align = cells(lines[i + 1]!).map((c) =>
        c.startsWith(':') ? (c.endsWith(':') ? 'center' : 'left') : c.endsWith(':') ? 'right' : null,
      );
      const head = cells(line).map(inline);
      i += 2;
      const rows: Inline[][][] = [];
      while (i < lines.length && lines[i]!.includes('|')) rows.push(cells(lines[i++]!).map(inline));
      out.push({ t: 'table', align, head, rows });
    } else {
      const p: string[] = [];
      while (i < lines.length && lines[i]!.trim() && !/^(#|>|```)/.test(lines[i]!)) p.push(lines[i++]!);
      out.push({ t: 'p', kids: inline(p.join('\n')) });
    }
  }
  return out;
}
const hi = (xs: readonly Inline[]): string =>
  xs
    .map((x): string => {
      switch (x.t) {
        case 'text':
          return esc(x.s);
        case 'code':
          return `<code>${esc(x.s)}</code>`;
        case 'br':
          return '<br>\n';
        case 'img':
          return `<img src="${esc(x.src)}" alt="${esc(x.alt)}">`;
        case 'link':
          return `<a href="${esc(x.href)}"${x.title === undefined ? '' : ` title="${esc(x.title)}"`}>${hi(x.kids)}</a>`;
        case 'em':
        case 'strong':
        case 'del':
          return `<${x.t}>${hi(x.kids)}</${x.t}>`;
      }
    })
    .join('');
function html(bs: readonly Block[], tight = false): string {
  return bs
    .map((b) => {
      switch (b.t) {
        case 'h':
          return `<h${b.level} id="${b.id}">${hi(b.kids)}</h${b.level}>`;
        case 'p':
          return tight ? hi(b.kids) : `<p>${hi(b.kids)}</p>`;
        case 'pre':
          return `<pre><code${b.lang ? ` class="language-${b.lang}"` : ''}>${esc(b.code)}\n</code></pre>`;
        case 'hr':
          return '<hr>';
        case 'quote':
          return `<blockquote>\n${html(b.kids)}\n</blockquote>`;
        case 'list': {
          const tag = b.ordered ? 'ol' : 'ul';
          return `<${tag}${b.start !== 1 ? ` start="${b.start}"` : ''}>\n${b.items.map((it) => `<li>${html(it, true)}</li>`).join('\n')}\n</${tag}>`;
        }
        case 'table': {
          const cell =
            (tag: string) =>
            (c: Inline[], i: number): string =>
              `<${tag}${b.align[i] ? ` align="${b.align[i]}"` : ''}>${hi(c)}</${tag}>`;
          return `<table>\n<tr>${b.head.map(cell('th')).join('')}</tr>\n${b.rows.map((r) => `<tr>${r.map(cell('td')).join('')}</tr>`).join('\n')}\n</table>`;
        }
      }
    })
    .join('\n');
}
const doc = `# Hello *World* & \`co\`

Some **bold _nested_ text** with ~~gone~~ and a [link **x**](http://e.org/?a=1&b=2 "Ti<t>le"), \\*not em\\*.
Line two  
after break <https://auto.link/x> ![pic](a.png) 2 * 3 * 4 snake_case_word

## Section
### Section
- one
- two **b**
  - nested
  - \`\`code \` tick\`\`
- three

3. drei
4. vier

> quote *a*
> ## Section
>
> - q1

\`\`\`ts
const a = 1 < 2 && "x";
\`\`\`

---
| Name | Qty | Mid |
|:-----|----:|:---:|
| a*b* | 1 | x |
| c | 22 | \`y\` |

Fin 世界 é.`;
const ast = blocks(doc.split('\n'));
console.log(html(ast));
console.log(ast.filter((b) => b.t === 'h').map((b) => `${'  '.repeat(b.level - 1)}${plain(b.kids)} #${b.id}`));
console.log(ast[1], ast.at(-1));
console.log(JSON.stringify(ast).length, Object.groupBy(ast, (b) => b.t).h?.length);
