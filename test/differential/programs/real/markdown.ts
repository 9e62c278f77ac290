// A Markdown subset to HTML: headings, lists, code, quotes, emphasis, links, tables and a table of contents.
const escapeHtml = (s: string): string => s.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);

function inline(source: string): string {
  const codes: string[] = [];
  return escapeHtml(source)
    .replace(/`([^`]+)`/g, (_, code: string) => `\0${codes.push(`<code>${code}</code>`) - 1}\0`)
    .replace(/!\[([^\]]*)\]\(([^)\s]+)\)/g, '<img alt="$1" src="$2">')
    .replace(/\[([^\]]+)\]\(([^)\s]+)(?:\s+"([^"]*)")?\)/g, (_, text: string, href: string, title?: string) => `<a href="${href}"${title ? ` title="${title}"` : ''}>${text}</a>`)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<!\w)[*_](.+?)[*_](?!\w)/g, '<em>$1</em>')
    .replace(/~~(.+?)~~/g, '<del>$1</del>')
    .replace(/\0(\d+)\0/g, (_, i: string) => codes[Number(i)]);
}

type Block =
  | { type: 'heading'; level: number; text: string; id: string }
  | { type: 'paragraph'; text: string }
  | { type: 'code'; lang: string; lines: string[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; ordered: boolean; items: { text: string; children: Block[] }[] }
  | { type: 'table'; header: string[]; align: string[]; rows: string[][] }
  | { type: 'rule' };

const cells = (line: string): string[] => line.replace(/^\||\|$/g, '').split('|').map((c) => c.trim());

class BlockParser {
  #at = 0;
  constructor(
    private readonly lines: string[],
    private readonly ids = new Map<string, number>(),
  ) {}
  #slug(text: string): string {
    const base = text.toLowerCase().replace(/[^\w\s-]/g, '').trim().replace(/\s+/g, '-');
    const n = this.ids.get(base) ?? 0;
    this.ids.set(base, n + 1);
    return n ? `${base}-${n}` : base;
  }
  #while(test: (line: string) => boolean): string[] {
    const out: string[] = [];
    while (this.#at < this.lines.length && test(this.lines[this.#at])) out.push(this.lines[this.#at++]);
    return out;
  }
  parse(): Block[] {
    const blocks: Block[] = [];
    while (this.#at < this.lines.length) {
      const block = this.#next();
      if (block) blocks.push(block);
    }
    return blocks;
  }
  #next(): Block | undefined {
    const line = this.lines[this.#at];
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (line.trim() === '') {
      this.#at++;
      return undefined;
    }
    if (heading) {
      this.#at++;
      return { type: 'heading', level: heading[1].length, text: heading[2], id: this.#slug(heading[2]) };
    }
    if (/^(-{3,}|\*{3,})$/.test(line.trim())) {
      this.#at++;
      return { type: 'rule' };
    }
    if (line.startsWith('```')) {
      this.#at++;
      const lines = this.#while((l) => !l.startsWith('```'));
      this.#at++;
      return { type: 'code', lang: line.slice(3).trim(), lines };
    }
    if (line.startsWith('>')) {
      const inner = this.#while((l) => l.startsWith('>')).map((l) => l.replace(/^>\s?/, ''));
      return { type: 'quote', blocks: new BlockParser(inner, this.ids).parse() };
    }
    if (/^(\s*)([-*+]|\d+\.)\s+/.test(line)) return this.#list();
    if (line.includes('|') && /^[\s|:-]+$/.test(this.lines[this.#at + 1] ?? '')) {
      const [header, marks, ...rows] = this.#while((l) => l.includes('|')).map(cells);
      return { type: 'table', header, align: marks.map((m) => (m.endsWith(':') ? (m.startsWith(':') ? 'center' : 'right') : 'left')), rows };
    }
    return { type: 'paragraph', text: this.#while((l) => l.trim() !== '' && !/^(#|>|```|[-*+] )/.test(l)).map((l) => l.trim()).join(' ') };
  }
  #list(): Block {
    const first = /^(\s*)([-*+]|\d+\.)\s+/.exec(this.lines[this.#at])!;
    const indent = first[1].length;
    const items: { text: string; children: Block[] }[] = [];
    while (this.#at < this.lines.length) {
      const m = /^(\s*)(?:[-*+]|\d+\.)\s+(.*)$/.exec(this.lines[this.#at]);
      if (!m || m[1].length !== indent) break;
      this.#at++;
      const nested = this.#while((l) => l.trim() !== '' && l.search(/\S/) > indent);
      items.push({ text: m[2], children: new BlockParser(nested.map((l) => l.slice(indent + 2)), this.ids).parse() });
    }
    return { type: 'list', ordered: /\d/.test(first[2]), items };
  }
}

function html(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.level} id="${block.id}">${inline(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'code':
      return `<pre><code${block.lang && ` class="${block.lang}"`}>${escapeHtml(block.lines.join('\n'))}</code></pre>`;
    case 'quote':
      return `<blockquote>${block.blocks.map(html).join('')}</blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((i) => `<li>${inline(i.text)}${i.children.map(html).join('')}</li>`).join('')}</${tag}>`;
    }
    case 'table': {
      const row = (tag: string, r: string[]): string => `<tr>${r.map((c, i) => `<${tag}${block.align[i] === 'left' ? '' : ` align=${block.align[i]}`}>${inline(c)}</${tag}>`).join('')}</tr>`;
      return `<table>${row('th', block.header)}${block.rows.map((r) => row('td', r)).join('')}</table>`;
    }
    case 'rule':
      return '<hr>';
  }
}

const source = `# Title & more
Some *emphasis*, **strong \`code\`** and a [link](http://x.y "t"), snake_case_name.
Continued <line>.

## List
- one
- two **b**
  - nested
  - deeper
    1. num
- three

1. first
2. second

> quoted *text*
> - item

\`\`\`ts
const x = a < b && "**not bold**";
\`\`\`
## List
| a | b | c |
|---|:-:|--:|
| 1 | ~~2~~ | ![i](p.png) |
---
end`;
const blocks = new BlockParser(source.split('\n')).parse();
console.log(blocks.map(html).join('\n'));
console.log(blocks.filter((b) => b.type === 'heading').map((h) => `${'  '.repeat(h.level - 1)}${h.text} #${h.id}`).join('\n'));
console.log(blocks.map((b) => b.type).join(' '), new BlockParser(['']).parse(), inline('a `*x*` *y*'));
