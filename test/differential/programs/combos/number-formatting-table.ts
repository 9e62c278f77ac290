// Formatting numbers into an aligned table.
const rows: [string, number, number | null][] = [['widget', 3, 4.5], ['gizmo', 12, 0.333], ['thing', 1000, null], ['x', 0, 1e6]];
const widths = [0, 1, 2].map((i) => Math.max(...rows.map((r) => cell(r[i]).length)));
function cell(v: string | number | null): string {
  return v === null ? '-' : typeof v === 'number' ? (Number.isInteger(v) ? String(v) : v.toFixed(2)) : v;
}
for (const r of rows) console.log(r.map((v, i) => (typeof v === 'string' ? cell(v).padEnd(widths[i]) : cell(v).padStart(widths[i]))).join(' | '));
const total = rows.reduce((s, [, q, p]) => s + q * (p ?? 0), 0);
console.log('total', total.toFixed(2), total.toExponential(3), total.toPrecision(4));
const group = (n: number): string => n.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ' ');
console.log([1, 999, 1000, 1234567, 1e9].map(group));
