// Wraps, justifies and hyphenates text, makes columns and boxes.
interface WrapOptions {
  width: number;
  align?: 'left' | 'right' | 'center' | 'justify';
  indent?: number;
  hyphenate?: boolean;
}

function splitLong(word: string, width: number, hyphenate: boolean): string[] {
  const parts: string[] = [];
  const step = hyphenate ? width - 1 : width;
  let rest = word;
  while (rest.length > width) {
    parts.push(rest.slice(0, step) + (hyphenate ? '-' : ''));
    rest = rest.slice(step);
  }
  return [...parts, rest];
}

function breakLines(text: string, { width, indent = 0, hyphenate = false }: WrapOptions): string[][] {
  const lines: string[][] = [];
  for (const paragraph of text.split(/\n\s*\n/)) {
    let line: string[] = [];
    let used = indent;
    const flush = (): void => {
      lines.push(line);
      line = [];
      used = 0;
    };
    const words = paragraph.trim().split(/\s+/).filter(Boolean).flatMap((w) => splitLong(w, width, hyphenate));
    for (const word of words) {
      const needed = word.length + (line.length > 0 ? 1 : 0);
      if (used + needed > width && line.length > 0) flush();
      used += word.length + (line.length > 0 ? 1 : 0);
      line.push(word);
    }
    if (line.length > 0) flush();
    lines.push([]);
  }
  lines.pop();
  return lines;
}

function justify(words: string[], width: number): string {
  if (words.length < 2) return words.join('');
  const gaps = words.length - 1;
  const spaces = width - words.reduce((n, w) => n + w.length, 0);
  return words.map((w, i) => (i === gaps ? w : w + ' '.repeat(Math.floor(spaces / gaps) + (i < spaces % gaps ? 1 : 0)))).join('');
}

function wrap(text: string, options: WrapOptions): string {
  const { width, align = 'left' } = options;
  const lines = breakLines(text, options);
  return lines
    .map((words, i) => {
      const plain = words.join(' ');
      switch (align) {
        case 'left':
          return plain;
        case 'right':
          return plain.padStart(width);
        case 'center':
          return plain.padStart(plain.length + ((width - plain.length) >> 1));
        case 'justify': {
          const last = i === lines.length - 1 || lines[i + 1].length === 0;
          return last ? plain : justify(words, width);
        }
      }
    })
    .join('\n');
}

function box(text: string, title?: string): string {
  const lines = text.split('\n');
  const width = Math.max(title?.length ?? 0, ...lines.map((l) => l.length));
  const top = title ? `+- ${title} ${'-'.repeat(width - title.length - 1)}+` : `+${'-'.repeat(width + 2)}+`;
  return [top, ...lines.map((l) => `| ${l.padEnd(width)} |`), `+${'-'.repeat(width + 2)}+`].join('\n');
}

function columns(items: string[], width: number): string {
  const cell = Math.max(...items.map((i) => i.length)) + 2;
  const count = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(items.length / count);
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: count }, (_, c) => items[c * rows + r]?.padEnd(cell) ?? '')
      .join('')
      .trimEnd(),
  ).join('\n');
}

const lorem = `The quick brown fox jumps over the lazy dog, and then it rests for a while beneath the old oak tree.

A second paragraph has   irregular    spacing and one extraordinarilylongwordthatcannotfit on a line.`;
for (const align of ['left', 'right', 'center', 'justify'] as const) {
  console.log(`--- ${align}`);
  console.log(wrap(lorem, { width: 28, align, hyphenate: align === 'justify' }));
}
console.log(box(wrap(lorem, { width: 40, indent: 4 }), 'Note'));
console.log(box('x'), box('long line here\nshort', 'T'));
console.log(columns('alpha beta gamma delta epsilon zeta eta theta iota kappa'.split(' '), 40));
console.log(JSON.stringify(wrap('', { width: 10 })), JSON.stringify(wrap('one', { width: 2 })), wrap('a b c', { width: 1 }).split('\n').length);
