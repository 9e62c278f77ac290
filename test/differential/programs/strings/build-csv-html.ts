// Building CSV, HTML and query strings with escaping.
const rows = [{ id: 1, name: 'A "quoted"', note: null }, { id: 2, name: 'multi\nline', note: 'x,y' }];
const cell = (v: unknown): string => (v == null ? '' : /[",\n]/.test(String(v)) ? `"${String(v).replace(/"/g, '""')}"` : String(v));
console.log([Object.keys(rows[0]).join(), ...rows.map((r) => Object.values(r).map(cell).join())].join('\n'));
const esc = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const h = (tag: string, attrs: Record<string, string | number | boolean | undefined> = {}, ...kids: (string | number | null | false)[]): string => `<${tag}${Object.entries(attrs).map(([k, v]) => (v === true ? ` ${k}` : v === false || v === undefined ? '' : ` ${k}="${esc(String(v))}"`)).join('')}>${kids.filter((k) => k !== null && k !== false).join('')}</${tag}>`;
console.log(h('ul', { id: 'x', 'data-n': 5, hidden: true, off: false }, ...rows.map((r) => h('li', { title: r.name }, esc(r.name), r.note && ` (${esc(r.note)})`)), 7, null));
const query = (o: Record<string, unknown>): string => Object.entries(o).filter(([, v]) => v !== undefined).flatMap(([k, v]) => (Array.isArray(v) ? v : [v]).map((x) => `${encodeURIComponent(k)}=${encodeURIComponent(String(x))}`)).join('&');
console.log(query({ a: 'x y', b: [1, 'é&'], c: undefined, 'k/': null }), decodeURIComponent('%E2%82%AC'));
