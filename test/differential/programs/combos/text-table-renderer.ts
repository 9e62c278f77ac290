// Rendering records as aligned tables with generics, optional columns, formatting callbacks and totals.
interface Column<T> {
  title: string;
  value: (row: T, i: number) => string | number | undefined;
  align?: 'left' | 'right';
  total?: (rows: readonly T[]) => string | number;
}
function table<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const text = (v: string | number | undefined): string => (v === undefined ? '' : typeof v === 'number' && !Number.isInteger(v) ? v.toFixed(2) : `${v}`);
  const body = rows.map((r, i) => columns.map((c) => text(c.value(r, i))));
  const foot = columns.some((c) => c.total) ? [columns.map((c) => text(c.total?.(rows)))] : [];
  const widths = columns.map((c, i) => Math.max(c.title.length, ...[...body, ...foot].map((r) => r[i].length)));
  const line = (cells: string[]): string => `| ${cells.map((s, i) => (columns[i].align === 'right' ? s.padStart(widths[i]) : s.padEnd(widths[i]))).join(' | ')} |`;
  const rule = `+${widths.map((w) => '-'.repeat(w + 2)).join('+')}+`;
  return [rule, line(columns.map((c) => c.title)), rule, ...body.map(line), ...(foot.length ? [rule, ...foot.map(line)] : []), rule].join('\n');
}
const rows = [{ n: 'pen', q: 12, p: 1.5 }, { n: 'notebook', q: 3, p: 4 }, { n: 'desk', q: 1, p: undefined }];
console.log(table(rows, [{ title: '#', value: (_, i) => i + 1, align: 'right' }, { title: 'item', value: (r) => r.n }, { title: 'qty', value: (r) => r.q, align: 'right', total: (rs) => rs.reduce((s, r) => s + r.q, 0) }, { title: 'sum', value: (r) => r.p && r.p * r.q, align: 'right', total: (rs) => rs.reduce((s, r) => s + (r.p ?? 0) * r.q, 0) }]));
console.log(table([], [{ title: 'empty', value: () => 'never' }]));
