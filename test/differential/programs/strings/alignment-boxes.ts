// Padding, centring, truncation with ellipsis, wrapping in boxes and tabs.
const center = (s: string, w: number, c = ' '): string => s.padStart(s.length + Math.floor((w - s.length) / 2), c).padEnd(w, c);
const truncate = (s: string, n: number): string => (s.length <= n ? s : n <= 1 ? '…'.slice(0, n) : `${s.slice(0, n - 1).trimEnd()}…`);
console.log(['a', 'abc', 'abcdefgh'].map((s) => `[${center(s, 6, '*')}]`), [0, 1, 5, 20].map((n) => truncate('hello world', n)));
const box = (ls: string[]): string => { const w = Math.max(...ls.map((l) => l.length)); return [`┌${'─'.repeat(w + 2)}┐`, ...ls.map((l) => `│ ${l.padEnd(w)} │`), `└${'─'.repeat(w + 2)}┘`].join('\n'); };
console.log(box(['title', '', 'a longer line']));
const tabs = (s: string, n = 4): string => s.replace(/([^\t\n]*)\t/g, (_, p: string) => p + ' '.repeat(n - (p.length % n)));
console.log(tabs('a\tbc\tdefg\th'), 'x'.padEnd(3, 'ab') + '|', 'abc'.padStart(8, '12345'), ' '.repeat(3).length, '-'.repeat(0) === '');
const indent = (s: string, n: number): string => s.replace(/^(?=.)/gm, ' '.repeat(n));
const dedent = (s: string): string => { const m = Math.min(...s.split('\n').filter((l) => l.trim()).map((l) => l.search(/\S/))); return s.split('\n').map((l) => l.slice(m)).join('\n').trim(); };
console.log(indent('a\n\nb', 2), dedent('\n    x\n      y\n    z\n'));
